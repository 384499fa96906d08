import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Document, openDocument } from '../../../../server/src/core/document.ts';
import { lint } from '../../../../server/src/core/lint.ts';
import { emptyProject, withDocument } from '../../../../server/src/core/project.ts';
import { anywhere, changed } from '../change.ts';

const path = '/books/a.runbook.md';
const pieces = [
  '---\nrunbook:\n  hosts: web1\n---\n',
  '## Part\n\nProse.\n\n',
  '```sh {name=look check=true}\ntest -d /srv\nsudo reboot\n```\n\n',
  '```sh\nrm -rf /srv\n```\n\n',
  '- in a list:\n\n  ```sh {name=mend fixes=look}\n  mkdir /srv\n  ```\n\n',
  '> ~~~bash\n> cat /etc/passwd\n> ~~~\n\n',
  '```logrotate {file=/etc/logrotate.d/x}\n/var/log/x {\n    dayly\n}\n```\n\n',
  '```output\nyes\n```\n\n',
  '<!--\n```sh\nhidden\n```\n-->\n\n',
  '````sh\n```\n````\n\n',
  '\t```sh\n\tindented\n\t```\n',
];
const typed = [
  'x',
  '`',
  '```\n',
  '\n',
  '> ',
  '- ',
  '    ',
  '{',
  '}',
  '---\n',
  '<!--',
  '-->',
  '\t',
  '\r\n',
  '~~~',
  '{{ name }}',
  'sudo ls\n',
  '\u0000',
];
const change = fc.record({
  where: anywhere,
  gone: fc.oneof(fc.constant(0), fc.nat(9)),
  put: fc.constantFrom(...typed),
});

/** All of a document but its functions. */
const told = (document: Document): unknown => JSON.parse(JSON.stringify([document.runbook, document.units, [...document.shells]]));
const judged = (document: Document) => lint(withDocument(emptyProject, document), path);

it('a changed runbook read with what was read before is the runbook read anew, and judged alike', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }),
      fc.array(change, { minLength: 1, maxLength: 6 }),
      (parts, changes) => {
        let text = parts.join('');
        let document = openDocument(path, text);
        judged(document);
        for (const each of changes) {
          text = changed(text, each);
          document = openDocument(path, text, { previous: document });
          const anew = openDocument(path, text);
          expect(told(document)).toEqual(told(anew));
          expect(judged(document)).toEqual(judged(anew));
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('a block in front of a change is the very same', () => {
  const text = pieces.slice(0, 6).join('');
  const before = openDocument(path, text);
  const after = openDocument(path, `${text}x`, { previous: before });
  expect(after.runbook?.blocks.length).toBeGreaterThan(3);
  expect(after.runbook?.blocks.every((block, at) => block === before.runbook?.blocks[at])).toBe(true);
});
