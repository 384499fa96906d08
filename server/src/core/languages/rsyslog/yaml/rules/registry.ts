import type { LanguageRule } from '../../../../language.ts';
import { rules as scriptRules } from '../../rules/registry.ts';
import type { Tree } from '../../syntax/tree.ts';
import { repairs } from '../repairs.ts';
import { ignored } from './ignored.ts';
import { includeOrder } from './include-order.ts';
import { section } from './section.ts';
import { structure } from './structure.ts';
import { syntax } from './syntax.ts';
import { version } from './version.ts';

/** The rules that hold for YAML alone. */
export const rules: readonly LanguageRule<Tree>[] = [ignored, includeOrder, section, structure, syntax, version];

/** The rules of RainerScript, their repairs written as YAML has them; what tells old escapes from new looks at RainerScript's quotes. */
export const borrowed: readonly LanguageRule<Tree>[] = scriptRules
  .filter(({ id, check }) => check !== undefined && id !== 'rsyslog-newer-syntax' && id !== 'rsyslog-old-format')
  .map((rule) => ({
    ...rule,
    *check(context) {
      for (const report of rule.check?.(context) ?? [])
        yield report.fixes === undefined ? report : { ...report, fixes: repairs(context.text, context.tree.yaml, report.fixes) };
    },
  }));
