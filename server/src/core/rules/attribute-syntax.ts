import type { AttributeNote } from '../runbook/attributes.ts';
import type { RunbookRule } from './runbook-rule.ts';

const messages: Readonly<Partial<Record<AttributeNote['kind'], string>>> = {
  unclosed: 'The attributes are never closed: `}` was expected on this line',
  'unclosed-quote': 'The quote of this value is never closed: `"` was expected before the `}`',
  nested: 'Attributes end at the first `}`: a value cannot hold a brace, and a JSON value cannot be an object',
  'text-after': 'What stands behind the attributes is read by nobody',
  'no-space': 'Without a space before `{` the language and the attributes are read as one word; a space was expected',
  'quoted-for-runme':
    'Runme, whose attribute this is, does not know quotes here: it reads the value up to the first space, quotes and all. Write all attributes as JSON',
};

/** Attributes that are written so that they are read otherwise than they look. */
export const attributeSyntax: RunbookRule = {
  id: 'runbook-attribute-syntax',
  severity: 'warning',
  summary: 'Attributes that are written so that they are read otherwise than they look',
  why: 'Attributes run from the first `{` to the first `}` of the info string. Those that Runme knows too are read exactly as Runme reads them, so that one document means the same to both; where that surprises, this rule says so.',
  story:
    'A step was named `{name="restart all"}`. Runme called it `"restart`, opsbook called it the same, so that both would mean one document; the script that ran it by its name found no such step.',
  bad: '---\nrunbook:\n---\n\n```sh {name="my step"}\nuptime\n```\n',
  good: '---\nrunbook:\n---\n\n```sh {"name":"my step"}\nuptime\n```\n',
  *check({ runbook }) {
    for (const block of runbook.blocks) {
      const glued = block.kind === 'plain' && block.notes.some((note) => note.kind === 'no-space') && block.ours;
      if (block.kind === 'plain' && !glued) continue;
      for (const note of block.notes) {
        const message = messages[note.kind];
        if (message === undefined) continue;
        yield {
          span: note.span,
          message,
          severity: note.kind === 'unclosed' || note.kind === 'unclosed-quote' || note.kind === 'nested' ? 'error' : 'warning',
          fixes:
            note.kind === 'no-space'
              ? [
                  {
                    title: 'Put a space before `{`',
                    certain: true,
                    edits: [{ span: { start: note.span.start, end: note.span.start }, text: ' ' }],
                  },
                ]
              : [],
        };
      }
    }
  },
};
