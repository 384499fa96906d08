import { describe, expect, it } from 'vitest';
import { complete, emptyProject, openDocument, withDocument } from '../../../../server/src/core/index.ts';

/** What is offered at `|` in the info string of a fence. */
function offered(info: string) {
  const at = info.indexOf('|');
  const text = `---\nrunbook:\n---\n\n\`\`\`sh ${info.replace('|', '')}\ntrue\n\`\`\`\n\n\`\`\`sh {name=look check=true}\ntrue\n\`\`\`\n`;
  const start = text.indexOf('```sh ') + '```sh '.length;
  const project = withDocument(emptyProject, openDocument('/book.md', text));
  return complete(project, '/book.md', start + at).map((item) => {
    const span = item.span ?? { start: start + at, end: start + at };
    const done = `${text.slice(start, span.start)}${(item.insert ?? item.label).replace('$1', '|')}${text.slice(span.end, text.indexOf('\n', start))}`;
    return { label: item.label, done };
  });
}

const done = (info: string, label: string): string | undefined => offered(info).find((item) => item.label === label)?.done;

describe('completion of attributes', () => {
  it('offers keys, and values by their kind', () => {
    expect(done('{na|}', 'name')).toBe('{name=}');
    expect(done('{|}', 'check')).toBe('{check=true}');
    expect(done('{fixes=|}', 'look')).toBe('{fixes=look}');
    expect(done('{hosts="localhost,|"}', 'local')).toBe('{hosts="localhost,local"}');
    expect(offered('{name=x na|}').map(({ label }) => label)).not.toContain('name');
  });

  it('does the same in JSON', () => {
    expect(done('{"na|"}', 'name')).toBe('{"name": "|"}');
    expect(done('{"na|', 'name')).toBe('{"name": "|"');
    expect(done('{"name": "x", |}', 'check')).toBe('{"name": "x", "check": true}');
    expect(done('{"name": "x", "ch|"}', 'check')).toBe('{"name": "x", "check": true}');
    expect(done('{"na|": "x"}', 'name')).toBe('{"name": "x"}');
    expect(done('{"fixes": "l|"}', 'look')).toBe('{"fixes": "look"}');
    expect(done('{"fixes": |}', 'look')).toBe('{"fixes": "look"}');
    expect(done('{"sudo": t|}', 'true')).toBe('{"sudo": true}');
    expect(done('{"hosts": "localhost,|"}', 'local')).toBe('{"hosts": "localhost,local"}');
    expect(offered('{"name": "x", "|"}').map(({ label }) => label)).not.toContain('name');
  });

  it('offers nothing where neither a key nor a value may stand', () => {
    for (const info of ['{"name" |}', '{"name": "x" |}', '{"name": "a \\" b"|}', '{"name": "x"} |']) expect(offered(info)).toEqual([]);
  });
});
