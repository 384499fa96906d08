import { describe, expect, it } from 'vitest';
import type { Form } from '../../../../../server/src/core/languages/rsyslog/forms.ts';
import { parseUnit } from '../../../../../server/src/core/languages/rsyslog/parse-unit.ts';
import { objectsOf } from '../../../../../server/src/core/languages/rsyslog/syntax/flatten.ts';

function forms(text: string): readonly Form[] {
  return parseUnit(text).tree.flat.objects.map(({ form }) => form);
}

describe('forms of objects', () => {
  it('are one for objects of the same module with the same parameters', () => {
    const [first, second] = forms('action(type="omfile" file="/a")\naction(type="omfile" file="/b")\n');
    expect(second).toBe(first);
  });

  it.each([
    ['another parameter', 'action(type="omfile" dynaFile="a")'],
    ['another order', 'action(file="/b" type="omfile")'],
    ['another module', 'action(type="ompipe" file="/a")'],
    ['a module written in another way', 'action(type="builtin:omfile" file="/a")'],
    ['a list', 'action(type="omfile" file=["/a"])'],
    ['a parameter twice', 'action(type="omfile" file="/a" file="/b")'],
  ])('are two for %s', (_, other) => {
    const [first, second] = forms(`action(type="omfile" file="/a")\n${other}\n`);
    expect(second).not.toBe(first);
  });

  it('tell providers apart, each of which brings parameters of its own', () => {
    const [first, second] = forms(
      'action(type="omfile" file="/a" cry.provider="gcry")\naction(type="omfile" file="/a" cry.provider="ossl")\n',
    );
    expect(first?.parameters.tables.some((table) => table.has('cry.keyprogram'))).toBe(true);
    expect(second?.parameters.tables).not.toEqual(first?.parameters.tables);
  });

  it('give the objects that pass a test in the order of the text', () => {
    const { flat } = parseUnit(
      'input(type="imudp" port="1")\nmodule(load="imudp")\ninput(type="imtcp" port="2")\ninput(type="imudp" port="3")\n',
    ).tree;
    const ports = objectsOf(flat, ({ word }) => word === 'input').map(({ node }) => node.parameters[1]?.value);
    expect(ports.map((value) => value?.kind === 'string' && value.text)).toEqual(['1', '2', '3']);
    expect(objectsOf(flat, ({ word }) => word === 'ruleset')).toEqual([]);
  });
});
