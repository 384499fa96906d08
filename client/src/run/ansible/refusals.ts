import { type Draft, type DraftBlock, type DraftRefusal, isKeyed, isOn } from '../../../../server/src/core/index.ts';
import { interpreterOf } from '../../ssh/host-side/interpreter.ts';
import { failureLimit, sectionsOf } from '../order.ts';
import { feedingOf } from './step-command.ts';
import { isUnseen } from './writer.ts';

/** Bytes of a script that one word of a command line may hold on Linux (execve(2), MAX_ARG_STRLEN is 131072), with room for our own. */
const SCRIPT_LIMIT = 120_000;

/** Attributes that Ansible has nothing for, and why. */
const attributes: Readonly<Record<string, string>> = {
  detach: 'Ansible cannot fetch the end of a step over a new connection once the old one was cut',
  interactive: 'Ansible gives a step no terminal',
  background: 'Ansible cannot let a step go on beside later ones and end it with its host',
};

const own: Readonly<Record<string, string>> = {
  OPSBOOK_OUTPUT: 'Ansible carries no values out of a step but what `capture` takes',
  RUNBOOK_OUTPUT: 'Ansible carries no values out of a step but what `capture` takes',
  OPSBOOK_AUTH: 'Ansible does not tell how it logged in',
  OPSBOOK_BATCH: 'Ansible does not number its batches',
};

/**
 * What of the format a draft has and Ansible cannot do, each by its name, with the line of its block. `engine`: our own engine hands it over, and
 * does what needs no Ansible.
 */
export function ansibleRefusals(draft: Draft, engine: boolean): readonly DraftRefusal[] {
  const refusals: DraftRefusal[] = [];
  const byName = new Map(draft.blocks.map((block) => [block.name, block]));
  for (const [index, block] of draft.blocks.entries()) {
    const refuse = (what: string, why: string): void =>
      void refusals.push({ line: block.line, message: `\`${block.name}\`: \`${what}\` is not for Ansible: ${why}` });
    if (block.guard !== undefined)
      refuse('guard', 'it has no switch on the host that takes a change back when we are cut off; `guard=false` says that none is wanted');
    for (const [name, why] of Object.entries(attributes)) if (isOn(block.attributes, name)) refuse(name, why);
    const part = partTrouble(block, draft.blocks.slice(0, index), draft, engine);
    if (part !== undefined) refuse('part', part);
    if (block.install?.back !== undefined) refuse('undo', 'files are taken back by our own engine');
    if ([...block.targets, block.at].includes('sandbox')) refuse('sandbox', 'only our own engine starts the practice host');
    for (const other of [...block.requires, block.fixes, block.then, block.when?.name]) {
      const wanted = other === undefined ? undefined : byName.get(other);
      if (wanted !== undefined && block.targets.some((host) => !wanted.targets.includes(host)))
        refuse(wanted.name, 'it runs on other hosts, and Ansible goes through a host’s tasks on that host alone');
    }
    if (block.script !== undefined) for (const [what, why] of scriptTroubles(block, draft.blocks.slice(index + 1))) refuse(what, why);
  }
  if (draft.batches.length > 1 && failureLimit(draft.maxFailures, draft.batches.flat().length) > 0)
    refusals.push({
      line: 1,
      message: '`max-failures` over several batches is not for Ansible: it counts the failures of each batch by itself',
    });
  const sections = sectionsOf(draft);
  if (typeof sections === 'string') refusals.push({ line: 1, message: sections });
  return refusals;
}

/** What cannot be done from the control node `control`: there, this machine is another one. */
export function controlRefusals(draft: Draft, control: string): readonly DraftRefusal[] {
  return draft.blocks
    .filter(({ targets, at }) => [...targets, at].includes('local'))
    .map(({ name, line }) => ({
      line,
      message: `\`${name}\`: \`local\` is this machine, which the control node \`${control}\` cannot reach`,
    }));
}

/** Why a keyed part cannot be put in. */
function partTrouble({ install, targets }: DraftBlock, before: readonly DraftBlock[], draft: Draft, engine: boolean): string | undefined {
  if (install?.part !== true || !isKeyed(install.language)) return undefined;
  if (!engine) return `it has no module for the units of \`${install.language}\`; \`--engine ansible\` puts them in`;
  if (isUnseen(draft, { install }))
    return 'such units are put in before Ansible begins, and a value in it is known only when a step has run';
  const other = before.find((block) => block.install?.path === install.path && block.targets.some((host) => targets.includes(host)));
  return other === undefined ? undefined : `such units are put in before Ansible begins, and \`${other.name}\` changes the file before it`;
}

function scriptTroubles(block: DraftBlock, later: readonly DraftBlock[]): readonly (readonly [string, string])[] {
  const script = block.script as NonNullable<DraftBlock['script']>;
  const out: [string, string][] = [];
  for (const name of script.gives ?? []) out.push([`$${name}`, 'Ansible carries no values out of a step but what `capture` takes']);
  for (const [name, why] of Object.entries(own)) if (new RegExp(`\\b${name}\\b`).test(script.text)) out.push([name, why]);
  const interpreter = interpreterOf(script.interpreter);
  if (feedingOf(interpreter) === undefined)
    out.push(['interpreter', `\`${script.interpreter}\` is not known to read a script by \`-c\` or from standard input`]);
  if (Buffer.byteLength(script.text) > SCRIPT_LIMIT) out.push(['script', `it is larger than ${SCRIPT_LIMIT} bytes`]);
  if (/( \((re|glob)\)|^\.\.\.)$/m.test(script.expectOutput ?? '')) out.push(['expect', 'only whole lines can be compared, no patterns']);
  if (!interpreter.carries) return out;
  const carried = later.filter(
    ({ script: other, user, sudo, targets }) =>
      other !== undefined &&
      interpreterOf(other.interpreter).carries &&
      user === block.user &&
      sudo === block.sudo &&
      targets.some((host) => block.targets.includes(host)),
  );
  for (const [, name = ''] of script.text.matchAll(/^[ \t]*(?:export|declare -x|typeset -x)[ \t]+([A-Za-z_][A-Za-z0-9_]*)/gm)) {
    const reader = carried.find((other) => new RegExp(`\\b${name}\\b`).test(other.script?.text ?? ''));
    if (reader !== undefined) out.push([`export ${name}`, `what a step exports does not live on to \`${reader.name}\`; \`capture\` does`]);
  }
  const here = carried.find(({ cwd }) => cwd === undefined);
  if (/^cd\b/m.test(script.text) && here !== undefined)
    out.push([
      'cd',
      `the folder does not live on to \`${here.name}\`: \`cwd=\` there, or parentheses around the lines here, says what is meant`,
    ]);
  return out;
}
