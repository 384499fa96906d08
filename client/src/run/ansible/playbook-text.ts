import { Document, Scalar } from 'yaml';

/** A text that Ansible takes as it stands: no `{{ }}` in it is evaluated. */
export function unsafe(text: string): Scalar {
  const node = new Scalar(text);
  node.tag = '!unsafe';
  return node;
}

/** Plays as YAML that Ansible's reader (YAML 1.1) takes as it was meant, below lines of comment; ends with a line end. */
export function playbookText(plays: readonly unknown[], comment: readonly string[]): string {
  const document = new Document(plays, { version: '1.1', aliasDuplicateObjects: false });
  const body = document.toString({ lineWidth: 140, directives: false });
  return `---\n${comment.map((line) => `# ${line}\n`).join('')}${body}`;
}
