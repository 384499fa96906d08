import { describe, expect, it } from 'vitest';
import { emptyProject, folding, nameAt, openDocument, symbols, withDocument } from '../../../../server/src/core/index.ts';

const text =
  '---\nrunbook:\n---\n\n- do\n\n  ```bash {name=a}\n  say() {\n    echo "$1 ${host}"\n  }\n  export host=web1\n  say hi\n  ```\n\n```sh {name=b}\nsay x\nls "$host" $((n + 1))\n```\n';
const project = withDocument(emptyProject, openDocument('/b.md', text));

/** The name at the first place of `needle`: which, and where it stands, with a star where it is defined. */
function name(needle: string, within = 0): readonly string[] {
  const found = nameAt(project, '/b.md', text.indexOf(needle) + within);
  const places = (found?.places ?? []).map(({ span, defines }) => `${text.slice(span.start, span.end)}@${span.start}${defines ? '*' : ''}`);
  return found === undefined ? [] : [`${found.space} ${found.name}`, ...places];
}

describe('the shell of a step in the editor', () => {
  it('has variables that are one in all steps', () => {
    const places = [text.indexOf('host}'), text.indexOf('host=web1'), text.indexOf('host"')];
    expect(name('host=web1', 2)).toEqual(['variable host', `host@${places[0]}`, `host@${places[1]}*`, `host@${places[2]}`]);
    expect(name('$host', 1)).toEqual(name('host=web1'));
  });

  it('has functions that are of their own step', () => {
    expect(name('say hi', 1)).toEqual(['function say', `say@${text.indexOf('say()')}*`, `say@${text.indexOf('say hi')}`]);
    expect(name('say x')).toEqual([]);
  });

  it('has no names elsewhere', () => {
    expect(name('hi\n')).toEqual([]);
    expect(name('do\n')).toEqual([]);
    expect(name('n + 1')).toEqual(['variable n', `n@${text.indexOf('n + 1')}`]);
  });

  it('folds, and stands in the outline', () => {
    const spans = folding(project, '/b.md').map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual(['say() {\n    echo "$1 ${host}"\n  }']);
    const steps = symbols(project, '/b.md').flatMap(({ name: step, children }) => [step, ...(children ?? []).map((child) => child.name)]);
    expect(steps).toEqual(['a', 'say', 'b']);
  });
});
