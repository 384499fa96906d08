import type { FeatureContext, Hover } from '../../../language.ts';
import { touches } from '../../../text/span.ts';
import type { StatusTree } from '../tree.ts';
import { describeDate } from './describe-date.ts';

/** When the log at the caret was rotated last; of the top line, what the file is. */
export function hover({ tree, offset }: FeatureContext<StatusTree>): Hover | undefined {
  if (touches(tree.top, offset))
    return {
      span: tree.top,
      markdown:
        "logrotate's state file: when each log was rotated last. logrotate writes it anew after each run and leaves out logs that it has not met for a year.\n\nlogrotate(8), `--state`",
    };
  const line = tree.lines.find(({ span }) => touches(span, offset));
  if (line?.entry === undefined) return undefined;
  const { path, date } = line.entry;
  const words = describeDate(date);
  if (words === undefined) return undefined;
  return {
    span: line.span,
    markdown: `\`${path.replace(/[`\n]/g, ' ')}\`\n\nLast rotated: ${words} (the host's own time). For a log that was never rotated it is when logrotate first met it.`,
  };
}
