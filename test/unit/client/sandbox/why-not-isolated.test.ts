import { describe, expect, it } from 'vitest';
import { whyItFailed, whyNotIsolated } from '../../../../client/src/sandbox/why-not-isolated.ts';

const settings = (values: Record<string, string>) => (name: string) => values[name];

describe('why a sandbox is not isolated', () => {
  it('is known beforehand where the system or a tool is missing', () => {
    expect(whyNotIsolated('darwin')).toBe('namespaces are a matter of Linux');
    expect(whyNotIsolated('linux', settings({}), (tool) => tool !== 'unshare')).toBe('`unshare` is not installed (package util-linux)');
    expect(whyNotIsolated('linux', settings({ 'user.max_user_namespaces': '0\n' }), () => true)).toContain(
      '`user.max_user_namespaces` is 0',
    );
    expect(whyNotIsolated('linux', settings({ 'user.max_user_namespaces': '1000\n' }), () => true)).toBeUndefined();
  });

  it('names the kernel setting that forbids it to a user who is not root', () => {
    const said = 'unshare: unshare failed: Operation not permitted';
    expect(whyItFailed(said, false, settings({ 'kernel.unprivileged_userns_clone': '0' }))).toContain(
      '`kernel.unprivileged_userns_clone` is 0',
    );
    expect(whyItFailed(said, false, settings({ 'kernel.apparmor_restrict_unprivileged_userns': '1' }))).toContain(
      '`kernel.apparmor_restrict_unprivileged_userns` is 1',
    );
    expect(whyItFailed(said, true, settings({ 'kernel.apparmor_restrict_unprivileged_userns': '1' }))).toContain(said);
  });

  it('else repeats the last words of the tool', () => {
    expect(whyItFailed('note: x\nmount: wrong\n       dmesg(1) may have more information\ncannot mount', true, settings({}))).toContain(
      'mount: wrong; cannot mount',
    );
    expect(whyItFailed('', true, settings({}))).toContain('no reason was told');
  });
});
