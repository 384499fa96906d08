import type { Draft, DraftBlock, DraftRefusal } from '../../../server/src/core/runbook/draft-types.ts';

/** Why a block cannot run yet because of one attribute; undefined where it does not stand in the way. */
type Refuse = (value: string, block: DraftBlock) => string | undefined;

const isFalse = (value: string): boolean => /^(false|f|0)$/i.test(value);
const notYet: Refuse = (value) => (isFalse(value) ? undefined : 'is not there yet, and is never passed over');

/** What the format has and the runner does not reach yet, by attribute. */
const unsupported: Readonly<Record<string, Refuse>> = {
  guard: notYet,
  reboot: notYet,
  detach: notYet,
  interactive: notYet,
  background: notYet,
  src: () => 'is not there yet; the bytes were expected in the block',
  promptEnv: (value) =>
    /^(no|never|skip|false|f|0)$/i.test(value) ? undefined : 'is not there yet; `inputs` of the front matter ask for values',
};

/** Files whose wrong content locks us out, so that they are guarded unless they say `guard=false`. */
const guardedPaths = /\/(sshd_config|sshd_config\.d\/[^/]*|network\/interfaces|network\/interfaces\.d\/[^/]*)$/;

/** What stands in the way of a run of `draft`, block by block and by the attribute's name. */
export function unsupportedIn(draft: Draft): readonly DraftRefusal[] {
  return draft.blocks.flatMap((block) => {
    const refusals = Object.entries(block.attributes).flatMap(([name, value]) => {
      const why = Object.hasOwn(unsupported, name) ? unsupported[name]?.(value, block) : undefined;
      return why === undefined ? [] : [{ line: block.line, message: `\`${block.name}\`: \`${name}\` ${why}` }];
    });
    const install = block.install;
    const guarded = install !== undefined && (install.language === 'interfaces' || guardedPaths.test(install.path));
    if (guarded && block.attributes['guard'] === undefined)
      refusals.push({
        line: block.line,
        message: `\`${block.name}\`: \`guard\`, which a change of \`${install.path}\` has by default, is not there yet; \`guard=false\` runs it without`,
      });
    return refusals;
  });
}
