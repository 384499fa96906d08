import { expect, test } from 'vitest';
import { hookShell } from '../../../../server/src/core/shell/hook-reports.ts';

test('scripts that differ in numbers inside of names are read alike, and no error hides behind one that is clean', () => {
  const shell = hookShell();
  const found = (text: string): number => shell.reports(text, (span) => span).length;
  expect(found('kill -HUP `cat /run/app1.pid`\n')).toBe(0);
  expect(found('kill -HUP `cat /run/app22.pid`\n')).toBe(0);
  expect(found('if true; then reload a1; fi\n')).toBe(0);
  expect(found('if true; then reload a1; fi1\n')).toBe(1);
  expect(found('cat <<E1\nE1\n')).toBe(0);
  expect(found('cat <<E1\nE2\n')).toBe(1);
});
