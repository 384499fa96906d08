import { badAccount } from './bad-account.ts';
import { badCount } from './bad-count.ts';
import { badMail } from './bad-mail.ts';
import { badOptions } from './bad-options.ts';
import { badOwnership } from './bad-ownership.ts';
import { badPath } from './bad-path.ts';
import { badSize } from './bad-size.ts';
import { badWeekday } from './bad-weekday.ts';
import { byteOrderMark } from './byte-order-mark.ts';
import { compressExtension } from './compress-extension.ts';
import { contradiction } from './contradiction.ts';
import { createAndCopy } from './create-and-copy.ts';
import { dateFormat } from './date-format.ts';
import { dateTwice } from './date-twice.ts';
import { delayWithoutCompress } from './delay-without-compress.ts';
import { deprecatedDirective } from './deprecated-directive.ts';
import { duplicateLog } from './duplicate-log.ts';
import { finalNewline } from './final-newline.ts';
import { globTakesRotated } from './glob-takes-rotated.ts';
import { globalOnly } from './global-only.ts';
import { gluedKeyword } from './glued-keyword.ts';
import { hourlyTimer } from './hourly-timer.ts';
import { includeCycle } from './include-cycle.ts';
import { leakingSetting } from './leaking-setting.ts';
import { lineEnds } from './line-ends.ts';
import { literalCharacters } from './literal-characters.ts';
import { logNameInside } from './log-name-inside.ts';
import { logName } from './log-name.ts';
import { matchedLog } from './matched-log.ts';
import { missingBasics } from './missing-basics.ts';
import { missingEndscript } from './missing-endscript.ts';
import { missingOpenBrace } from './missing-open-brace.ts';
import { missingValue } from './missing-value.ts';
import { newerDirective } from './newer-directive.ts';
import { noKeyword } from './no-keyword.ts';
import { octalNumber } from './octal-number.ts';
import { openFolder } from './open-folder.ts';
import { openMode } from './open-mode.ts';
import { openQuote } from './open-quote.ts';
import { otherDevice } from './other-device.ts';
import { repeated } from './repeated.ts';
import { scriptBesideKeyword } from './script-beside-keyword.ts';
import { scriptSyntax } from './script-syntax.ts';
import { sharedScripts } from './shared-scripts.ts';
import { shellcheck } from './shellcheck.ts';
import { sizeLimits } from './size-limits.ts';
import { strayBrace } from './stray-brace.ts';
import { strayScript } from './stray-script.ts';
import { tabooReplaced } from './taboo-replaced.ts';
import { textAfterBrace } from './text-after-brace.ts';
import { twoCriteria } from './two-criteria.ts';
import { unclosedStanza } from './unclosed-stanza.ts';
import { unknownDirective } from './unknown-directive.ts';
import { unreadFile } from './unread-file.ts';
import { uselessOption } from './useless-option.ts';
import type { LogrotateRule } from './define.ts';

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
  compressExtension,
  dateTwice,
  deprecatedDirective,
  globTakesRotated,
  hourlyTimer,
  leakingSetting,
  literalCharacters,
  matchedLog,
  missingBasics,
  newerDirective,
  openFolder,
  openMode,
  otherDevice,
  scriptBesideKeyword,
  scriptSyntax,
  sharedScripts,
  shellcheck,
  sizeLimits,
  tabooReplaced,
  uselessOption,
  includeCycle,
  unreadFile,
];
