import type { ScopedFact } from '../../../language.ts';
import type { LogrotateRule } from './define.ts';

/** config.c, readConfigFile: sixteen levels, then "include nesting too deep". */
export const includeCycle: LogrotateRule = {
  id: 'logrotate-include-cycle',
  severity: 'error',
  summary: 'A file includes itself, directly or by way of others',
  why: 'logrotate goes round until it is sixteen files deep, refuses then, and has read everything many times, so that each log is a duplicate.',
  story: 'A file of the folder included the folder. logrotate went sixteen files deep, then refused: not one log was rotated that night.',
  bad: 'include /etc/logrotate.d\n',
  good: '/var/log/app.log {\n    daily\n    rotate 7\n    missingok\n    notifempty\n}\n',
  examplePath: '/etc/logrotate.d/all',
  *check({ tree, path, facts }) {
    if (path === undefined) return;
    const own = rooted(path);
    for (const { item: directive } of tree.named('include')) {
      if (directive.value === undefined) continue;
      const round = wayBack(directive.value.text, own, facts);
      if (round === undefined) continue;
      yield {
        message:
          round === own
            ? `This includes the file it stands in (\`${own}\`); logrotate refuses it sixteen levels deep`
            : `This comes back to this file by way of \`${round}\`; logrotate refuses it sixteen levels deep`,
        span: directive.value.span,
      };
    }
  },
};

/** The file that leads from what `include` names back to `own`; `own` itself if it is named; undefined if there is no way back. */
function wayBack(included: string, own: string, facts: readonly ScopedFact[]): string | undefined {
  if (takes(included, own)) return own;
  const edges = facts.filter(({ fact, own: mine }) => !mine && fact.kind === 'includes');
  const seen = new Set<string>();
  const left = [included];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    for (const { fact, file } of edges) {
      const from = rooted(file);
      if (!takes(value, from) || seen.has(`${from} ${fact.name}`)) continue;
      seen.add(`${from} ${fact.name}`);
      if (takes(fact.name, own)) return from;
      left.push(fact.name);
    }
  }
  return undefined;
}

/** Whether `include VALUE` reads the file at `path`. */
function takes(value: string, path: string): boolean {
  const bare = value.replace(/\/+$/, '');
  return bare === path || bare === path.slice(0, path.lastIndexOf('/'));
}

/** A project path as the host has it: from its `/etc` on. */
function rooted(path: string): string {
  const etc = `/${path}`.lastIndexOf('/etc/');
  return etc < 0 ? path : `/${path}`.slice(etc);
}
