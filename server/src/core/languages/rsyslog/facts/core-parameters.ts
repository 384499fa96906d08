/**
 * Parameters of the core's objects, of every queue and every action, as the `cnfparamdescr` tables of rsyslog's sources list them (v5.1 to
 * v8.2608); read by parameter-tables.ts, which tells the notation.
 */
export const coreParameters = `
core action
  action.copymsg:b@8.10 action.errorfile:s@8.32 action.errorfile.maxsize:i@8.2204 action.execonlyeverynthtime:i@6.4
  action.execonlyeverynthtimetimeout:i@6.4 action.execonlyonceeveryinterval:i@6.4 action.execonlywhenpreviousissuspended:b@6.4
  action.externalstate.file:s@8.1904 action.ratelimit.name:s@8.2608 action.repeatedmsgcontainsoriginalmsg:b@6.4 action.reportsuspension:b@8.2
  action.reportsuspensioncontinuation:b@8.2 action.resumeinterval:i@6.4 action.resumeintervalmax:p@8.1901 action.resumeretrycount:i@6.4
  action.writeallmarkmessages:b@6.4 name:w@6.4 type:s!@6.4
core dyn_stats
  name:s!@8.12 resettable:b@8.12 maxCardinality:p@8.12 unusedMetricLife:p@8.12 persistStateInterval:p@8.2602 persistStateTimeInterval:p@8.2602
  statefile.directory:s@8.2602
core percentile_stats
  name:s!@8.2108 percentiles:a@8.2108 windowsize:p@8.2108 delimiter:s@8.2108
core global
  abortonfailedqueuestartup:b@8.2210 abortonuncleanconfig:b@8.37 action.reportsuspension:b@7.6 action.reportsuspensioncontinuation:b@8.2
  allmessagestostderr:b@8.2408 compactjsonstring:b@8.2510 compatibility.configformat.legacy:w@8.2606 compatibility.configformat.property:w@8.2606
  compatibility.configformat.syslogd:w@8.2606 compatibility.defaults.secure:w@8.2606 debug.abortonprogramerror:b@8.2408 debug.files:a@8.29
  debug.gnutls:n@8.8 debug.logfile:s@7.6 debug.onshutdown:b@7.6 debug.unloadmodules:b@8.17 debug.whitelist:b@8.29
  default.action.queue.timeoutactioncompletion:i@8.1901 default.action.queue.timeoutenqueue:i@8.1901 default.action.queue.timeoutshutdown:i@8.1901
  default.action.queue.timeoutworkerthreadshutdown:i@8.1901 default.ruleset.queue.timeoutactioncompletion:i@8.1905
  default.ruleset.queue.timeoutenqueue:i@8.1905 default.ruleset.queue.timeoutshutdown:i@8.1905
  default.ruleset.queue.timeoutworkerthreadshutdown:i@8.1905 defaultnetstreamdriver:s@6.4 defaultnetstreamdrivercafile:s@6.4
  defaultnetstreamdrivercertfile:s@8.2 defaultnetstreamdrivercrlfile:s@8.2308 defaultnetstreamdriverkeyfile:s@6.4 defaultopensslengine:s@8.2406
  dropmsgswithmaliciousdnsptrrecords:b@6.4 environment:a@8.23 errormessagestostderr.maxnumber:p@8.30 inputs.timeout.shutdown:p@8.37
  internal.developeronly.options:i@8.35 internalmsg.ratelimit.burst:p@8.29 internalmsg.ratelimit.interval:p@8.29 internalmsg.severity:v@8.1905
  janitor.interval:p@8.4 libcapng.default:b@8.2306 libcapng.enable:b@8.2310 localhostname:w@6.4 maxmessagesize:z@6.4 maxopenfiles:p@8.2606
  net.acladdhostnameonfail:b@8.6 net.aclresolvehostname:b@8.6 net.enabledns:b@8.6 net.ipprotocol:w@8.6 net.permitACLwarning:b@8.6
  netstreamdrivercaextrafiles:s@8.2210 operatingstatefile:s@8.39 oversizemsg.errorfile:w@8.35 oversizemsg.input.mode:w@8.35 oversizemsg.report:b@8.35
  parser.controlcharacterescapeprefix:c@8.2 parser.droptrailingcronreception:b@8.2606 parser.droptrailinglfonreception:b@8.2
  parser.escape8bitcharactersonreceive:b@8.2 parser.escapecontrolcharacterscstyle:b@8.2 parser.escapecontrolcharactersonreceive:b@8.2
  parser.escapecontrolcharactertab:b@8.2 parser.parsehostnameandtag:b@8.6 parser.permitslashinprogramname:b@8.25 parser.spacelfonreceive:b@8.2
  parser.supportcompressionextension:b@8.2106 preservefqdn:b@6.4 privdrop.group.id:p@8.2110 privdrop.group.keepsupplemental:b@8.18
  privdrop.group.name:g@8.2110 privdrop.user.id:p@8.2110 privdrop.user.name:u@8.2110 processinternalmessages:b@7.6 reportchildprocessexits:w@8.1901
  reverselookup.cache.ttl.default:n@8.1904 reverselookup.cache.ttl.enable:b@8.1904 security.abortonidresolutionfail:b@8.2002 senders.keeptrack:b@8.17
  senders.reportgoneaway:b@8.17 senders.reportnew:b@8.17 senders.timeoutafter:p@8.17 shutdown.enable.ctlc:b@8.33 shutdown.queue.doublesize:b@8.2006
  stdlog.channelspec:s@8.2 systemd.notifyreadydelay:b@8.2608 umask:m@8.26 variables.casesensitive:b@8.30 workdirectory:s@6.4
core include
  file:s@8.33 mode:w@8.33 text:s@8.33
core input
  type:s!@6.6
core lookup_table
  file:s!@7.6 name:s!@7.6 reloadOnHUP:b@8.17
core main_queue
  name:s@8.2602
core module
  load:w!@6.5
core parser
  name:s!@8.4 type:s!@8.4
core queue
  queue.checkpointinterval:i@6.4 queue.cry.provider:w@7.5 queue.dequeuebatchsize:i@6.4 queue.dequeueslowdown:i@6.4 queue.dequeuetimebegin:i@6.4
  queue.dequeuetimeend:i@6.4 queue.discardmark:i@6.4 queue.discardseverity:f@6.4 queue.diskqueueautoupgrade:b@8.2608
  queue.diskqueueidletimeout:i@8.2608 queue.diskqueuetype:w@8.2608 queue.filename:w@6.4 queue.fulldelaymark:i@6.4 queue.highwatermark:i@6.4
  queue.lightdelaymark:i@6.4 queue.lowwatermark:i@6.4 queue.maxdiskspace:z@6.4 queue.maxfilesize:z@6.4 queue.mindequeuebatchsize:i@8.1901
  queue.mindequeuebatchsize.timeout:i@8.1901 queue.oncorruption:w@8.2604 queue.samplinginterval:i@8.23 queue.saveonshutdown:b@6.4 queue.size:z@6.4
  queue.spooldirectory:w@7.6 queue.syncqueuefiles:b@6.4 queue.takeflowctlfrommsg:b@8.1911 queue.timeoutactioncompletion:i@6.4
  queue.timeoutenqueue:i@6.4 queue.timeoutshutdown:i@6.4 queue.timeoutworkerthreadshutdown:i@6.4 queue.type:q@6.4
  queue.workerthreadminimummessages:i@6.4 queue.workerthreads:i>p@2604@6.4
core ratelimit
  burst:i@8.2602 interval:i@8.2602 name:s!@8.2602 perSource:b@8.2602 perSourceKeyTpl:s@8.2602 perSourceMaxStates:i@8.2602 perSourcePolicy:s@8.2602
  perSourceTopN:i@8.2602 policy:s@8.2602 policyWatch:b@8.2604 policyWatchDebounce:s@8.2604 severity:v@8.2602
core ruleset
  name:s!@7.2 parser:a@7.2
core template
  name:s!@6.5 option.casesensitive:b@8.17 option.json:b@6.5 option.jsonf:b@8.33 option.jsonftree:b@8.2510 option.sql:b@6.5 option.stdsql:b@6.5
  plugin:s@6.5 string:s@6.5 subtree:s@7.2 type:s!@6.5
core template/constant
  format:s@8.33 outname:s@6.5 value:s!@6.5
core template/property
  caseconversion:s@6.5 compressspace:b@8.18 controlcharacters:s@6.5 datatype:s@8.1905 date.inutc:b@8.18 dateformat:s@6.5 droplastlf:b@6.5
  field.delimiter:i@6.5 field.number:i@6.5 fixedwidth:b@8.13 format:s@6.5 mandatory:b@6.6 name:s!@6.5 omitifzero:b@8.2602 onempty:s@8.1905
  outname:s@6.5 position.from:i@6.5 position.relativetoend:b@7.4 position.to:i@6.5 regex.expression:s@6.5 regex.match:i@6.5 regex.nomatchmode:s@6.5
  regex.submatch:i@6.5 regex.type:s@6.5 securepath:s@6.5 spifno1stsp:b@6.5
core timezone
  id:s!@8.2202 offset:w!@8.2202
`;
