/**
 * `$Directives` by the module that registers them (`regCfSysLineHdlr`, `omsdRegCFSLineHdlr` in rsyslog's sources, 8.2302 and
 * 8.2608), with the kind of their value in the letters of parameter-tables.ts; `h` has a handler of its own.
 */
export const legacyDirectives = `
core
  abortonuncleanconfig:b actionexeconlyeverynthtime:i actionexeconlyeverynthtimetimeout:i actionexeconlyonceeveryinterval:i
  actionexeconlywhenpreviousissuspended:b actionname:w actionqueuecheckpointinterval:i actionqueuedequeuebatchsize:i actionqueuedequeueslowdown:i
  actionqueuedequeuetimebegin:i actionqueuedequeuetimeend:i actionqueuediscardmark:i actionqueuediscardseverity:i actionqueuefilename:w
  actionqueuehighwatermark:i actionqueuelowwatermark:i actionqueuemaxdiskspace:z actionqueuemaxfilesize:z actionqueuesaveonshutdown:b
  actionqueuesize:i actionqueuesyncqueuefiles:b actionqueuetimeoutactioncompletion:i actionqueuetimeoutenqueue:i actionqueuetimeoutshutdown:i
  actionqueuetype:w actionqueueworkerthreadminimummessages:i actionqueueworkerthreads:i actionqueueworkertimeoutthreadshutdown:i
  actionresumeinterval:i actionresumeretrycount:i actionwriteallmarkmessages:b allowedsender:h controlcharacterescapeprefix:c debugfile:w debuglevel:i
  debugprintcfsyslinehandlerlist:b debugprintmodulelist:b debugprinttemplatelist:b defaultnetstreamdriver:w defaultnetstreamdrivercafile:w
  defaultnetstreamdrivercertfile:w defaultnetstreamdrivercrlfile:w@8.2308 defaultnetstreamdriverkeyfile:w defaultopensslengine:w@8.2406
  defaultruleset:w dropmsgswithmaliciousdnsptrrecords:b droptrailingcronreception:b@8.2606 droptrailinglfonreception:b errormessagestostderr:b
  escape8bitcharactersonreceive:b escapecontrolcharactersonreceive:b escapecontrolcharactertab:b generateconfiggraph:w localhostipif:w localhostname:w
  logrsyslogstatusmessages:b mainmsgqueuecheckpointinterval:i mainmsgqueuedequeuebatchsize:z mainmsgqueuedequeueslowdown:i
  mainmsgqueuedequeuetimebegin:i mainmsgqueuedequeuetimeend:i mainmsgqueuediscardmark:i mainmsgqueuediscardseverity:v mainmsgqueuefilename:w
  mainmsgqueuehighwatermark:i mainmsgqueuelowwatermark:i mainmsgqueuemaxdiskspace:z mainmsgqueuemaxfilesize:z mainmsgqueuesaveonshutdown:b
  mainmsgqueuesize:i mainmsgqueuesyncqueuefiles:b mainmsgqueuetimeoutactioncompletion:i mainmsgqueuetimeoutenqueue:i mainmsgqueuetimeoutshutdown:i
  mainmsgqueuetype:w mainmsgqueueworkerthreadminimummessages:i mainmsgqueueworkerthreads:i mainmsgqueueworkertimeoutthreadshutdown:i maxmessagesize:z
  maxopenfiles:i moddir:w modload:h netstreamdrivercaextrafiles:w optimizeforuniprocessor:x outchannel:h preservefqdn:b privdroptogroup:g
  privdroptogroupid:i privdroptouser:u privdroptouserid:i repeatedmsgcontainsoriginalmsg:b repeatedmsgreduction:b resetconfigvariables:h ruleset:w
  rulesetcreatemainqueue:b rulesetparser:w sleep:x spacelfonreceive:b template:h umask:m workdirectory:w
im3195
  input3195listenport:i resetconfigvariables:h
imdiag
  imdiagaborttimeout:i imdiaginjectdelaymode:w imdiaglistenportfilename:w imdiagmaxsessions:i imdiagserverinputname:w imdiagserverrun:w
  imdiagserverstreamdriverauthmode:w imdiagserverstreamdrivermode:i imdiagserverstreamdriverpermittedpeer:w resetconfigvariables:h
imfile
  inputfilebindruleset:w inputfilefacility:f inputfilemaxlinesatonce:z inputfilename:w inputfilepersiststateinterval:i inputfilepollinterval:i
  inputfilereadmode:i inputfileseverity:v inputfilestatefile:w inputfiletag:w inputfiletrimlineoverbytes:z inputrunfilemonitor:w
  resetconfigvariables:h
imgssapi
  inputgsslistenportfilename:w inputgssserverkeepalive:b inputgssservermaxsessions:i inputgssserverpermitplaintcp:b inputgssserverrun:w
  inputgssserverservicename:w inputgssservertokeniotimeout:i@8.2604 resetconfigvariables:h
imjournal
  imjournaldefaultfacility:h imjournaldefaultseverity:v imjournalignorepreviousmessages:b imjournalpersiststateinterval:i imjournalratelimitburst:i
  imjournalratelimitinterval:i imjournalstatefile:w imjournalusepidfromsystem:b
imklog
  debugprintkernelsymbols:x klogconsoleloglevel:i kloginternalmsgfacility:f klogkeepkerneltimestamp:b kloglocalipif:x klogparsekerneltimestamp:b
  klogpath:w klogpermitnonkernelfacility:b klogsymbollookup:x klogsymbolstwice:x klogusesyscallinterface:x resetconfigvariables:h
imkmsg
  debugprintkernelsymbols:x klogsymbollookup:x klogsymbolstwice:x klogusesyscallinterface:x resetconfigvariables:h
immark
  markmessageperiod:i resetconfigvariables:h
impstats
  pstatcee:b pstatfacility:i pstatinterval:i pstatjson:b pstatseverity:i pstatsinterval:i resetconfigvariables:h
imptcp
  inputptcpserveraddtlframedelimiter:i inputptcpserverbindruleset:w inputptcpserverhelperthreads:i inputptcpserverinputname:w
  inputptcpserverkeepalive:b inputptcpserverkeepalive_intvl:i inputptcpserverkeepalive_probes:i inputptcpserverkeepalive_time:i
  inputptcpserverlistenip:w inputptcpservernotifyonconnectionclose:b inputptcpserverrun:w inputptcpserversupportoctetcountedframing:b
  resetconfigvariables:h
imrelp
  inputrelpserverbindruleset:w inputrelpserverrun:w resetconfigvariables:h
imsolaris
  imsolarislogsocketname:w resetconfigvariables:h
imtcp
  inputtcpflowcontrol:b inputtcpmaxlisteners:i inputtcpmaxsessions:i inputtcpserveraddtlframedelimiter:i inputtcpserverbindruleset:w
  inputtcpservercompressiondriver:w inputtcpservercompressionmode:w inputtcpserverdisablelfdelimiter:b inputtcpserverinputname:w
  inputtcpserverkeepalive:b inputtcpserverkeepalive_intvl:i inputtcpserverkeepalive_probes:i inputtcpserverkeepalive_time:i
  inputtcpserverlistenportfile:w inputtcpservernotifyonconnectionclose:b inputtcpserverpreservecase:b inputtcpserverrun:w
  inputtcpserverstreamdriverauthmode:w inputtcpserverstreamdrivermode:i inputtcpserverstreamdriverpermittedpeer:w
  inputtcpserversupportoctetcountedframing:b resetconfigvariables:h
imudp
  imudpschedulingpolicy:w imudpschedulingpriority:i inputudpserverbindruleset:w resetconfigvariables:h udpserveraddress:w udpserverrun:w
  udpservertimerequery:i
imuxsock
  addunixlistensocket:w imuxsockratelimitburst:i imuxsockratelimitinterval:i imuxsockratelimitseverity:i inputunixlistensocketannotate:b
  inputunixlistensocketcreatepath:b inputunixlistensocketflowcontrol:b inputunixlistensockethostname:w inputunixlistensocketignoremsgtimestamp:b
  inputunixlistensocketusepidfromsystem:b inputunixlistensocketusesystimestamp:b omitlocallogging:b resetconfigvariables:h systemlogparsetrusted:b
  systemlogratelimitburst:i systemlogratelimitinterval:i systemlogratelimitseverity:i systemlogsocketannotate:b systemlogsocketflowcontrol:b
  systemlogsocketignoremsgtimestamp:b systemlogsocketname:w systemlogusepidfromsystem:b systemlogusesystimestamp:b
mmgrok
  resetconfigvariables:h
mmjsonparse
  resetconfigvariables:h
mmleefparse
  resetconfigvariables:h@8.2510
mmnormalize
  mmnormalizerule:w mmnormalizerulebase:w mmnormalizeuserawmsg:b resetconfigvariables:h
mmsnmptrapd
  mmsnmptrapdseveritymapping:w mmsnmptrapdtag:w resetconfigvariables:h
omfile
  actionfiledefaulttemplate:w actionfileenablesync:b createdirs:b dircreatemode:m dirgroup:g dirgroupnum:i dirowner:u dirownernum:i
  dynafilecachesize:i failonchownfailure:b filecreatemode:m filegroup:g filegroupnum:i fileowner:u fileownernum:i omfileasyncwriting:b
  omfileflushinterval:i omfileflushontxend:b omfileforcechown:x omfileiobuffersize:z omfileziplevel:i resetconfigvariables:h
omfwd
  actionforwarddefaulttemplate:w actionsendresendlastmsgonreconnect:b actionsendstreamdriver:w actionsendstreamdriverauthmode:w
  actionsendstreamdrivermode:i actionsendstreamdriverpermittedpeer:w actionsendstreamdriverremotesni:w@8.2602 actionsendtcpkeepalive:b
  actionsendtcpkeepalive_intvl:i actionsendtcpkeepalive_probes:i actionsendtcpkeepalive_time:i actionsendtcprebindinterval:i
  actionsendudprebindinterval:i resetconfigvariables:h
omgssapi
  actiongssforwarddefaulttemplate:w gssforwardservicename:w gssmode:w gsstokeniotimeout:i@8.2604 resetconfigvariables:h
omhdfs
  omhdfsdefaulttemplate:w omhdfsfilename:w omhdfshost:w omhdfsport:i resetconfigvariables:h
omlibdbi
  actionlibdbidbname:w actionlibdbidriver:w actionlibdbidriverdirectory:w actionlibdbihost:w actionlibdbipassword:w actionlibdbiusername:w
  resetconfigvariables:h
ommail
  actionmailenablebody:b actionmailfrom:w actionmailsmtpport:w actionmailsmtpserver:w actionmailsubject:w actionmailto:w resetconfigvariables:h
ommysql
  actionommysqlserverport:i ommysqlconfigfile:w ommysqlconfigsection:w resetconfigvariables:h
omprog
  actionomprogbinary:w resetconfigvariables:h
omruleset
  actionomrulesetrulesetname:w resetconfigvariables:h
omsnmp
  actionsnmpcommunity:w actionsnmpenterpriseoid:w actionsnmpspecifictype:i actionsnmpsyslogmessageoid:w actionsnmptarget:w actionsnmptargetport:i
  actionsnmptransport:w actionsnmptrapoid:w actionsnmptraptype:i actionsnmpversion:i resetconfigvariables:h
omstdout
  actionomstdoutarrayinterface:b actionomstdoutensurelfending:b resetconfigvariables:h
omtesting
  actionomtestingechostdout:b
omudpspoof
  actionomudpspoofdefaulttemplate:w actionomudpspoofsourcenametemplate:w actionomudpspoofsourceportend:i actionomudpspoofsourceportstart:i
  actionomudpspooftargethost:w actionomudpspooftargetport:w resetconfigvariables:h
omuxsock
  omuxsockdefaulttemplate:w omuxsocksocket:w resetconfigvariables:h
`;
