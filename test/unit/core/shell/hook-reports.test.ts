import { expect, test } from 'vitest';
import { hookShell } from '../../../../server/src/core/shell/hook-reports.ts';

test('scripts that differ in numbers alone are read alike, and no error hides behind one that is clean', () => {
  const shell = hookShell();
  const found = (text: string): number => shell.reports(text, (span) => span).length;
  expect(found('kill -HUP `cat /run/app1.pid`\n')).toBe(0);
  expect(found('kill -HUP `cat /run/app22.pid`\n')).toBe(0);
  expect(found('if true; then reload a1; fi\n')).toBe(0);
  expect(found('if true; then reload a1; fi1\n')).toBe(1);
  expect(found('cat <<E1\nE1\n')).toBe(0);
  expect(found('cat <<E1\nE2\n')).toBe(1);
  expect(found('ip route add 192.0.2.0/24 via 192.0.2.1\n')).toBe(0);
  expect(found('ip route add 198.51.100.0/24 via 198.51.100.7\n')).toBe(0);
  expect(found('ip route add 198.51.100.0/24 via 198.51.100.7 || (\n')).toBe(1);
  expect(found('run 2>&1\n')).toBe(0);
  expect(found('run 3>&\n')).toBe(1);
});
