import { once } from '../../../once.ts';
import { legacyDirectives } from './legacy-directives.ts';
import { type ParameterFact, readEntry } from './parameter-tables.ts';

/** Every `$Directive`, lower case, with one fact for each module that registers it. */
export const directives = once((): ReadonlyMap<string, readonly ParameterFact[]> => {
  const out = new Map<string, ParameterFact[]>();
  let module = '';
  for (const line of legacyDirectives.split('\n')) {
    if (line === '') continue;
    if (line[0] !== ' ') {
      module = line;
      continue;
    }
    for (const word of line.trim().split(/\s+/)) {
      const fact = readEntry(word, module);
      if (fact !== undefined) out.set(fact.name.toLowerCase(), [...(out.get(fact.name.toLowerCase()) ?? []), fact]);
    }
  }
  return out;
});

/** Directives that a module refuses once `module()` has loaded it (`regCfSysLineHdlr2` with bLegacyCnfModGlobalsPermitted). */
export const refusedAfterModule: ReadonlySet<string> = new Set(
  [
    'imudpschedulingpolicy imudpschedulingpriority udpservertimerequery klogpath klogpermitnonkernelfacility klogconsoleloglevel',
    'kloginternalmsgfacility klogparsekerneltimestamp klogkeepkerneltimestamp omitlocallogging systemlogsocketname',
    'systemlogsocketignoremsgtimestamp systemlogsocketflowcontrol systemlogusesystimestamp systemlogsocketannotate',
    'systemlogparsetrusted systemlogusepidfromsystem systemlogratelimitinterval systemlogratelimitburst systemlogratelimitseverity',
    'markmessageperiod pstatsinterval pstatinterval pstatfacility pstatseverity pstatjson pstatcee inputrelpserverbindruleset',
    'actionlibdbidriverdirectory inputfilepollinterval',
  ]
    .join(' ')
    .split(' '),
);

/** The usual spelling of directives whose words a reader would not see in lower case. */
export const directiveSpelling: ReadonlyMap<string, string> = new Map(
  (
    'ActionFileDefaultTemplate ActionForwardDefaultTemplate ActionName ActionQueueFileName ActionQueueMaxDiskSpace ActionQueueSaveOnShutdown ' +
    'ActionQueueSize ActionQueueType ActionResumeInterval ActionResumeRetryCount ActionSendStreamDriver ActionSendStreamDriverAuthMode ' +
    'ActionSendStreamDriverMode ActionSendStreamDriverPermittedPeer AbortOnUncleanConfig AllowedSender CreateDirs DefaultNetstreamDriver ' +
    'DefaultNetstreamDriverCAFile DefaultNetstreamDriverCertFile DefaultNetstreamDriverKeyFile DefaultRuleset DirCreateMode DirGroup DirOwner ' +
    'DynaFileCacheSize EscapeControlCharactersOnReceive FileCreateMode FileGroup FileOwner IncludeConfig InputFileFacility InputFileName ' +
    'InputFilePollInterval InputFileSeverity InputFileStateFile InputFileTag InputRunFileMonitor InputTCPMaxSessions InputTCPServerBindRuleset ' +
    'InputTCPServerRun InputTCPServerStreamDriverAuthMode InputTCPServerStreamDriverMode InputTCPServerStreamDriverPermittedPeer ' +
    'InputUDPServerBindRuleset InputRELPServerRun KLogPermitNonKernelFacility MainMsgQueueFileName MainMsgQueueSize MainMsgQueueType ' +
    'MarkMessagePeriod MaxMessageSize ModDir ModLoad OmitLocalLogging PreserveFQDN PrivDropToGroup PrivDropToUser RepeatedMsgReduction ' +
    'ResetConfigVariables RuleSet RulesetCreateMainQueue RulesetParser SystemLogRateLimitBurst SystemLogRateLimitInterval Template ' +
    'UDPServerAddress UDPServerRun Umask WorkDirectory'
  )
    .split(' ')
    .map((name) => [name.toLowerCase(), name] as const),
);
