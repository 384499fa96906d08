// man/opsbook.1, from the definition that parses the command line.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/** The day that the page's own words were last gone over; a page without one is no proper page. */
const date = '2026-11-21';

/** Yields `[path, text]` of the manual page. */
export function* manPage() {
  const { describeProgram, program } = createRequire(import.meta.url)(join(root, 'dist/main.cjs'));
  yield ['man/opsbook.1', page(describeProgram(program(() => {}, join(root, 'dist'))))];
}

function page({ version, description, commands, options }) {
  return `.\\" Written by npm run docs from the definition of the command line.
.TH OPSBOOK 1 ${date} "opsbook ${version}" "User Commands"
.SH NAME
opsbook \\- ${text(lower(description))}
.SH SYNOPSIS
.B opsbook
.I command
.RI [ options ]
.RI [ arguments ]
.SH DESCRIPTION
A runbook is a Markdown file with steps and configuration in its code blocks.
.B opsbook lint
judges it before it is needed, and configuration files of logrotate, rsyslog and ifupdown beside it, as the daemons would.
.B opsbook plan
shows what a run would do and change on each host, and
.B opsbook run
does it over ssh after that was confirmed.
.SH OPTIONS
${options.map(option).join('')}.SH COMMANDS
${commands.map(command).join('')}.SH EXIT STATUS
.TP
.B 0
All is well.
.TP
.B 1
Errors were found, or a step did not end as it should.
.TP
.B 2
It could not be begun: a file that cannot be read, a wrong option, a plan that is refused.
.TP
.B 130
A run was cancelled.
.SH FILES
.TP
.I opsbook.yaml
Settings for its folder and all below: severities of rules, overrides for some files, hosts and groups.
The one nearest above a file counts.
.TP
.IR .opsbookignore ", " .gitignore
What a search for files leaves out, in the syntax of
.BR gitignore (5).
.TP
.IR ~/.cache/opsbook/code
Compiled code of this program, kept so that it starts faster.
.SH ENVIRONMENT
.TP
.B NO_COLOR
Nothing is coloured.
.TP
.BI OPSBOOK_INPUT_ name
The value of an input of a runbook.
.TP
.B NODE_DISABLE_COMPILE_CACHE
No compiled code is kept.
.SH EXAMPLES
Judge all runbooks and configuration below this folder:
.PP
.RS 4
.EX
opsbook lint
.EE
.RE
.PP
Adopt it in an old repository, so that only new problems are told:
.PP
.RS 4
.EX
opsbook lint --baseline opsbook-baseline.json --update-baseline
opsbook lint --baseline opsbook-baseline.json
.EE
.RE
.PP
Show what a runbook would do on the practice host, then do it there:
.PP
.RS 4
.EX
opsbook plan disk.md --sandbox
opsbook run disk.md --sandbox
.EE
.RE
.SH SEE ALSO
.BR logrotate (8),
.BR rsyslogd (8),
.BR interfaces (5),
.BR ssh_config (5)
`;
}

function command({ name, description, usage, arguments: words, options, commands }) {
  if (commands.length > 0) return commands.map(command).join('');
  return `.SS opsbook ${escaped(name)} ${escaped(usage)}
${sentence(description)}
${words.map((one) => `.TP\n.I ${escaped(one.name)}\n${sentence(one.description)}\n`).join('')}${options.map(option).join('')}`;
}

function option({ short, long, value, valueOptional, description, values, standard }) {
  const flags = [short, long]
    .filter(Boolean)
    .map((flag) => `\\fB${escaped(flag)}\\fR`)
    .join(', ');
  const named = value === undefined ? '' : valueOptional ? ` [\\fI${escaped(value)}\\fR]` : ` \\fI${escaped(value)}\\fR`;
  const few =
    values.kind === 'words' && values.words.length <= 12
      ? ` One of ${values.words.map((word) => `\\fB${escaped(word)}\\fR`).join(', ')}.`
      : '';
  const given = standard === undefined ? '' : ` Without it: \\fB${escaped(standard)}\\fR.`;
  return `.TP\n${flags}${named}\n${sentence(description)}${few}${given}\n`;
}

/** A description as a sentence of its own, words in backticks bold. */
function sentence(words) {
  const line = text(words[0].toUpperCase() + words.slice(1));
  return `${/^[.']/.test(line) ? '\\&' : ''}${line}${/[.!?]$/.test(line) ? '' : '.'}`;
}

function text(words) {
  return escaped(words).replace(/`([^`]*)`/g, '\\fB$1\\fR');
}

function escaped(words) {
  return words.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('~', '\\(ti').replaceAll('^', '\\(ha');
}

function lower(words) {
  return words[0].toLowerCase() + words.slice(1);
}
