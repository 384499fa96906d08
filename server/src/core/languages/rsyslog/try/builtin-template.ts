import { readTemplateText } from './read-template-text.ts';
import type { Template } from './template-part.ts';

// The texts are rsyslogd's own (runtime/rsconf.c and tools/sm*.c); `%msg:::sp-if-no-1st-sp%` puts the blank between tag and message.
const texts: Readonly<Record<string, string>> = {
  RSYSLOG_TraditionalFileFormat: '%timestamp% %hostname% %syslogtag%%msg:::sp-if-no-1st-sp%%msg%\n',
  RSYSLOG_FileFormat: '%timestamp:::date-rfc3339% %hostname% %syslogtag%%msg:::sp-if-no-1st-sp%%msg%\n',
  RSYSLOG_TraditionalForwardFormat: '<%pri%>%timestamp% %hostname% %syslogtag:1:32%%msg:::sp-if-no-1st-sp%%msg%',
  RSYSLOG_ForwardFormat: '<%pri%>%timestamp:::date-rfc3339% %hostname% %syslogtag:1:32%%msg:::sp-if-no-1st-sp%%msg%',
  RSYSLOG_SyslogProtocol23Format: '<%pri%>1 %timestamp:::date-rfc3339% %hostname% %app-name% %procid% %msgid% %structured-data% %msg%\n',
  RSYSLOG_SyslogRFC5424Format: '<%pri%>1 %timestamp:::date-rfc3339% %hostname% %app-name% %procid% %msgid% %structured-data% %msg%',
  RSYSLOG_SysklogdFileFormat: '%timestamp% %hostname% %syslogtag%%msg:::sp-if-no-1st-sp%%msg%\n',
  RSYSLOG_omudpspoofDfltSourceTpl: '%fromhost-ip%',
  RSYSLOG_DebugFormat:
    "Debug line with all properties:\nFROMHOST: '%fromhost%', fromhost-ip: '%fromhost-ip%', HOSTNAME: '%hostname%', PRI: %pri%,\n" +
    "syslogtag '%syslogtag%', programname: '%programname%', APP-NAME: '%app-name%', PROCID: '%procid%', MSGID: '%msgid%',\n" +
    "TIMESTAMP: '%timestamp%', STRUCTURED-DATA: '%structured-data%',\nmsg: '%msg%'\nescaped msg: '%msg:::drop-cc%'\n" +
    "inputname: %inputname% rawmsg: '%rawmsg%'\n$!:%$!%\n$.:%$.%\n$/:%$/%\n\n",
  ' StdUsrMsgFmt': ' %syslogtag%%msg%\n\r',
  ' WallFmt': '\r\n\x07Message from syslogd@%hostname% at %timegenerated% ...\r\n %syslogtag%%msg%\n\r',
};

/** Written by code of its own: a message without text gets its blank too. */
const written = /^RSYSLOG_(?:Traditional)?(?:File|Forward)Format$/;

/** A template that is always there, with its text; undefined for another name. */
export function builtinTemplate(name: string): Template | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  const parts = readTemplateText(text, false);
  if (!written.test(name)) return { name, parts };
  return {
    name,
    parts: parts.map((part) => (part.kind === 'property' && part.options.blankIfNone ? { ...part, property: 'msg-blank' } : part)),
  };
}
