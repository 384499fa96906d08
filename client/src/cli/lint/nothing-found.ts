import { relative, resolve } from 'node:path';
import { languages } from '../../../../server/src/core/index.ts';

/** What a person is told where there was nothing to judge; `others` is how many files were read that are no runbooks. */
export function nothingFound(paths: readonly string[], others: number): string {
  const places = (paths.length === 0 ? ['.'] : paths).map((path) => relative(process.cwd(), resolve(path)) || 'this folder').join(', ');
  const titles = languages.map(({ title }) => title).join(', ');
  return `Nothing to judge in ${places}: no runbook, and no file of ${titles}${
    others === 0 ? '' : `\n${others} Markdown file${others === 1 ? ' is' : 's are'} no runbook${others === 1 ? '' : 's'}`
  }
A Markdown file is a runbook by a \`runbook:\` key in its front matter; one that is named on the command line is always judged
`;
}
