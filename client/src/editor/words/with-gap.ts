/** A lens's title whose icon keeps its distance from the words: VS Code swallows a plain space between them. */
export function withGap(title: string): string {
  return title.replace(') ', ')\u00a0');
}
