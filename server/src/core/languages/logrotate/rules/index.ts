import { badAccount } from './bad-account.ts';
import { badCount } from './bad-count.ts';
import { badMail } from './bad-mail.ts';
import { badOptions } from './bad-options.ts';
import { badOwnership } from './bad-ownership.ts';
import { badPath } from './bad-path.ts';
import { badSize } from './bad-size.ts';
import { badWeekday } from './bad-weekday.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { contradiction } from './contradiction.ts';
import { createAndCopy } from './create-and-copy.ts';
import { dateFormat } from './date-format.ts';
import { delayWithoutCompress } from './delay-without-compress.ts';
import { duplicateLog } from './duplicate-log.ts';
import { repeated } from './repeated.ts';
import { twoCriteria } from './two-criteria.ts';
import type { LogrotateRule } from './define.ts';
import { finalNewline } from './final-newline.ts';
import { globalOnly } from './global-only.ts';
import { gluedKeyword } from './glued-keyword.ts';
import { lineEnds } from './line-ends.ts';
import { logName } from './log-name.ts';
import { logNameInside } from './log-name-inside.ts';
import { missingEndscript } from './missing-endscript.ts';
import { missingOpenBrace } from './missing-open-brace.ts';
import { missingValue } from './missing-value.ts';
import { noKeyword } from './no-keyword.ts';
import { octalNumber } from './octal-number.ts';
import { openQuote } from './open-quote.ts';
import { strayBrace } from './stray-brace.ts';
import { strayScript } from './stray-script.ts';
import { textAfterBrace } from './text-after-brace.ts';
import { unclosedStanza } from './unclosed-stanza.ts';
import { unknownDirective } from './unknown-directive.ts';

/** Every rule of logrotate: structure, values, meaning. */
export const rules: readonly LogrotateRule[] = [
  unknownDirective,
  gluedKeyword,
  noKeyword,
  lineEnds,
  byteOrderMark,
  unclosedStanza,
  missingOpenBrace,
  strayBrace,
  textAfterBrace,
  logName,
  logNameInside,
  openQuote,
  missingEndscript,
  strayScript,
  missingValue,
  finalNewline,
  globalOnly,
  badSize,
  badCount,
  octalNumber,
  badWeekday,
  badOwnership,
  badAccount,
  badPath,
  badMail,
  badOptions,
  contradiction,
  createAndCopy,
  dateFormat,
  delayWithoutCompress,
  duplicateLog,
  repeated,
  twoCriteria,
];
