/** opsbook's own attributes: one of them on a fence makes a Markdown document a runbook. */
const attributes = 'hosts|at|user|sudo|check|fixes|undoes|requires|when|then|confirm|expect|capture|file|guard|reboot|detach';

const attribute = new RegExp(`(?:^|[\\s",])(?:${attributes})\\b`);
// Each in one pass: one expression for all of it would try the long lines again and again.
const fences = /^[ \t>*+\d.)-]*(?:```|~~~)([^\r\n]*)/gm;

/**
 * Whether a Markdown document may be a runbook, told in one look and without a parser: it says yes to every one that the language server
 * calls a runbook by its own content, and now and then to another.
 */
export function mayConcern(path: string, text: string): boolean {
  if (/\.runbook\.md$/i.test(path)) return true;
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith('---', start)) {
    const matter = text.slice(start, start + 65_600);
    const end = /[\r\n](?:---|\.\.\.)/.exec(matter)?.index ?? matter.length;
    if (matter.slice(0, end).includes('runbook')) return true;
  }
  for (const [, info = ''] of text.matchAll(fences)) {
    const brace = info.indexOf('{');
    if (brace !== -1 && attribute.test(info.slice(brace + 1))) return true;
  }
  return false;
}

/** Whether a YAML document may be a configuration of rsyslog: it has one of the sections that nearly nothing else has. */
export function mayBeRsyslog(text: string): boolean {
  return /^(?:rulesets|modules|inputs)[ \t]*:/m.test(text);
}
