/** Directives of rsyslogd itself by the parameter of `global()` that does the same (runtime/glbl.c). */
export const globalParameters: Readonly<Record<string, string>> = {
  workdirectory: 'workDirectory',
  abortonuncleanconfig: 'abortOnUncleanConfig',
  umask: 'umask',
  maxmessagesize: 'maxMessageSize',
  preservefqdn: 'preserveFQDN',
  localhostname: 'localHostname',
  localhostipif: 'localHostIPIF',
  defaultnetstreamdriver: 'defaultNetstreamDriver',
  defaultnetstreamdrivercafile: 'defaultNetstreamDriverCAFile',
  defaultnetstreamdrivercertfile: 'defaultNetstreamDriverCertFile',
  defaultnetstreamdriverkeyfile: 'defaultNetstreamDriverKeyFile',
  droptrailinglfonreception: 'parser.dropTrailingLFOnReception',
  escape8bitcharactersonreceive: 'parser.escape8BitCharactersOnReceive',
  escapecontrolcharactersonreceive: 'parser.escapeControlCharactersOnReceive',
  escapecontrolcharactertab: 'parser.escapeControlCharacterTab',
  controlcharacterescapeprefix: 'parser.controlCharacterEscapePrefix',
  spacelfonreceive: 'parser.spaceLFOnReceive',
  privdroptouser: 'privdrop.user.name',
  privdroptouserid: 'privdrop.user.id',
  privdroptogroup: 'privdrop.group.name',
  privdroptogroupid: 'privdrop.group.id',
};

/** Directives that set up a module as a whole, by the parameter of `module()`. */
export const moduleParameters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  imuxsock: {
    systemlogratelimitinterval: 'sysSock.rateLimit.interval',
    systemlogratelimitburst: 'sysSock.rateLimit.burst',
    systemlogratelimitseverity: 'sysSock.rateLimit.severity',
    systemlogsocketname: 'sysSock.name',
    systemlogsocketflowcontrol: 'sysSock.flowControl',
    systemlogsocketignoremsgtimestamp: 'sysSock.ignoreTimestamp',
    systemlogusepidfromsystem: 'sysSock.usePIDFromSystem',
    systemlogusesystimestamp: 'sysSock.useSysTimeStamp',
    systemlogsocketannotate: 'sysSock.annotate',
    systemlogparsetrusted: 'sysSock.parseTrusted',
    omitlocallogging: 'sysSock.use',
  },
  imklog: {
    klogpath: 'logPath',
    klogpermitnonkernelfacility: 'permitNonKernelFacility',
    klogconsoleloglevel: 'consoleLogLevel',
    kloginternalmsgfacility: 'internalMsgFacility',
    klogparsekerneltimestamp: 'parseKernelTimestamp',
    klogkeepkerneltimestamp: 'keepKernelTimestamp',
  },
  immark: { markmessageperiod: 'interval' },
  impstats: { pstatinterval: 'interval', pstatsinterval: 'interval', pstatfacility: 'facility', pstatseverity: 'severity' },
  imudp: { udpservertimerequery: 'timeRequery', imudpschedulingpolicy: 'schedulingPolicy', imudpschedulingpriority: 'schedulingPriority' },
  imtcp: {
    inputtcpmaxsessions: 'maxSessions',
    inputtcpmaxlisteners: 'maxListeners',
    inputtcpflowcontrol: 'flowControl',
    inputtcpserverkeepalive: 'keepAlive',
    inputtcpserverstreamdrivermode: 'streamDriver.mode',
    inputtcpserverstreamdriverauthmode: 'streamDriver.authMode',
    inputtcpserverdisablelfdelimiter: 'disableLFDelimiter',
    inputtcpservernotifyonconnectionclose: 'notifyOnConnectionClose',
  },
  imjournal: {
    imjournalstatefile: 'stateFile',
    imjournalratelimitinterval: 'rateLimit.interval',
    imjournalratelimitburst: 'rateLimit.burst',
    imjournalpersiststateinterval: 'persistStateInterval',
    imjournalignorepreviousmessages: 'ignorePreviousMessages',
  },
};

/** Directives that begin to listen, with the parameter of `input()` they give and those that hold for the listeners that follow. */
export const listeners: Readonly<Record<string, { readonly module: string; readonly lasting: Readonly<Record<string, string>> }>> = {
  udpserverrun: { module: 'imudp', lasting: { udpserveraddress: 'address', inputudpserverbindruleset: 'ruleset' } },
  inputtcpserverrun: { module: 'imtcp', lasting: { inputtcpserverbindruleset: 'ruleset', inputtcpserverinputname: 'name' } },
  inputptcpserverrun: {
    module: 'imptcp',
    lasting: { inputptcpserverbindruleset: 'ruleset', inputptcpserverinputname: 'name', inputptcpserverlistenip: 'address' },
  },
  inputrelpserverrun: { module: 'imrelp', lasting: { inputrelpserverbindruleset: 'ruleset' } },
};
