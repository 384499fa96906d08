/**
 * The keys above a line of YAML in whose values it stands, outermost first, told by indentation alone, so that a half-written text is read too.
 * Lines before `first` are not looked at; `indent` is the column where the line's first word begins, behind the dash of an item.
 */
export function parentKeys(
  lineText: (line: number) => string,
  line: number,
  first: number,
  indent: number,
  isItem: boolean,
): readonly string[] {
  const parents: string[] = [];
  // An item may stand at the column of its list's key.
  let least = isItem ? indent - 1 : indent;
  for (let above = line - 1; above >= first && least > 0; above--) {
    const match = /^([ \t]*)(-[ \t]+)?["']?([^\s:#"'][^:#"']*)["']?[ \t]*:(?:[ \t]|$)/.exec(lineText(above));
    if (match === null) continue;
    const [, blanks = '', dash = '', key = ''] = match;
    if (blanks.length + dash.length >= least) {
      // The first key of the item that the line belongs to.
      if (dash !== '' && blanks.length < least) least = blanks.length + 1;
      continue;
    }
    parents.unshift(key.trim());
    least = dash === '' ? blanks.length : blanks.length + 1;
  }
  return parents;
}
