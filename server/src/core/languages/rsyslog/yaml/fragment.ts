import type { Span } from '../../../text/span.ts';
import { type ReadItems, readItems } from '../syntax/parse.ts';
import type { ScalarText } from './scalar-text.ts';

/**
 * RainerScript that is put together from words of rsyslogd's own and from scalars of the file, as `build_one_stmt_rs` (runtime/yamlconf.c)
 * puts it together; what is found in it stands where its scalar does.
 */
export function readFragment(...parts: readonly (string | ScalarText)[]): ReadItems {
  const starts: number[] = [];
  const ends: number[] = [];
  const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  const scalars = parts.filter((part) => typeof part !== 'string');
  let next = 0;
  for (const part of parts) {
    if (typeof part !== 'string') {
      next++;
      for (let i = 0; i < part.text.length; i++) {
        starts.push(part.starts[i] as number);
        ends.push(part.ends[i] as number);
      }
      continue;
    }
    // rsyslogd's own words stand where the next scalar begins, or the last one ends.
    const at = scalars[next]?.inner.start ?? scalars.at(-1)?.inner.end ?? 0;
    for (let i = 0; i < part.length; i++) {
      starts.push(at);
      ends.push(at);
    }
  }
  const last = ends.at(-1) ?? 0;
  const place = ({ start, end }: Span): Span => {
    const from = start < starts.length ? (starts[start] as number) : last;
    return { start: from, end: end > start ? Math.max(from, ends[Math.min(end, ends.length) - 1] ?? last) : from };
  };
  return readItems(text, place);
}
