/**
 * Parameters of the input modules, as the `cnfparamdescr` tables of rsyslog's sources list them (v5.1 to
 * v8.2608); read by parameter-tables.ts, which tells the notation.
 */
export const inputParameters = `
imbatchreport input
  deduplicatespace:b@8.1904 delete:s@8.1904 facility:f@8.1904 programkey:s@8.1904 rename:s@8.1904 reports:s!@8.1904 ruleset:s@8.1904 severity:v@8.1904
  tag:s!@8.1904 timestampkey:s@8.1904
imbatchreport module
  pollinginterval:p@8.1904
imbeats input
  address:s@8.2606 frametimeout:n@8.2608 gnutlsprioritystring:s@8.2606 idletimeout:n@8.2608 keepalive:b@8.2606 keepalive.interval:n@8.2606
  keepalive.probes:n@8.2606 keepalive.time:n@8.2606 listenportfilename:s@8.2606 maxbatchbytes:p@8.2606 maxcompressionratio:p@8.2608
  maxdecompressedsize:p@8.2606 maxframesize:p@8.2606 maxinflightbytes:p@8.2608 maxsessions:p@8.2606 maxwindowsize:p@8.2606 name:s@8.2606
  networknamespace:s@8.2606 permittedpeer:a@8.2606 port:s!@8.2606 ruleset:s@8.2606 starvationprotection.maxreads:n@8.2606
  streamdriver.authmode:s@8.2606 streamdriver.cafile:s@8.2606 streamdriver.certfile:s@8.2606 streamdriver.checkextendedkeypurpose:b@8.2606
  streamdriver.crlfile:s@8.2606 streamdriver.keyfile:s@8.2606 streamdriver.mode:n@8.2606 streamdriver.name:s@8.2606
  streamdriver.permitexpiredcerts:s@8.2606 streamdriver.prioritizesan:b@8.2606 streamdriver.tlsrevocationcheck:b@8.2606
  streamdriver.tlsverifydepth:p@8.2606 windowtimeout:n@8.2608 workerthreads:p@8.2606
imczmq input
  endpoints:w!@8.6 ruleset:w@8.6 socktype:w!@8.6 topics:w@8.6
imczmq module
  authenticator:b@8.19 authtype:s@8.19 clientcertpath:s@8.19 servercertpath:s@8.19
imdiag input
  port:s!@8.2604
imdiag module
  aborttimeout:i@8.2604 defaultactionqueuetimeoutenqueue:i@8.2604 defaultactionqueuetimeoutshutdown:i@8.2604 injectdelaymode:s@8.2606
  inputshutdowntimeout:i@8.2604 listenportfilename:s@8.2604 mainmsgqueuetimeoutenqueue:i@8.2604 mainmsgqueuetimeoutshutdown:i@8.2604
  maxsessions:i@8.2606 properterminationfile:s@8.2608 serverinputname:s@8.2606 serverrun:s@8.2606 serverstreamdriverauthmode:s@8.2606
  serverstreamdrivermode:i@8.2606 serverstreamdriverpermittedpeer:a@8.2606
imdocker module
  apiversionstr:s@8.1904 defaultfacility:f@8.1904 defaultseverity:v@8.1904 dockerapiaddr:s@8.1904 dockerapiunixsockaddr:s@8.1904 escapelf:b@8.1904
  getcontainerlogoptions:s@8.1904 listcontainersoptions:s@8.1904 pollinginterval:p@8.1904 retrievenewlogsfromstart:b@8.1904 trimlineoverbytes:p@8.1904
imdtls input
  address:s@8.2402 listenportfilename:s@8.2606 name:s@8.2402 port:s!@8.2402 ruleset:s@8.2402 timeout:p@8.2402 tls.authmode:s@8.2402
  tls.cacert:s@8.2402 tls.mycert:s@8.2402 tls.myprivkey:s@8.2402 tls.permittedpeer:a@8.2402 tls.tlscfgcmd:s@8.2402
imdtls module
  ruleset:w@8.2402 tls.authmode:s@8.2402
imfifo input
  facility:f@8.2606 file:s!@8.2606 ruleset:s@8.2606 severity:v@8.2606 tag:s!@8.2606
imfile input
  addceetag:b@8.17 addmetadata:b@8.7 delay.message:n@8.38 deletestateonfiledelete:b@8.5 deletestateonfilemove:b@8.2508 discardtruncatedmsg:b@8.28
  endmsg.regex:s@8.38 escapelf:b@7.6 escapelf.replacement:s@8.2001 facility:f@6.6 file:s!@6.6 filenotfounderror:b@8.27 freshstarttail:b@8.18
  ignoreolderthan:i@8.2108 maxbytesperminute:i@8.2002 maxlinesatonce:i@6.6 maxlinesperminute:i@8.2002 maxsubmitatonce:i@6.6 msgdiscardingerror:b@8.28
  needparse:b@8.1903 persiststateaftersubmission:b@8.2006 persiststateinterval:i@6.6 readmode:i@6.6 readtimeout:n@8.23 removestateondelete:b@8.5
  reopenontruncate:b@8.16 ruleset:s@6.6 severity:v@6.6 startmsg.regex:s@8.10 statefile:s~@6.6 tag:s!@6.6 trimlineoverbytes:i@8.17
imfile module
  deletestateonfilemove:b@8.2508 inotifyfallbackinterval:n@8.2602 maxinotifywatches:n@8.2602 mode:w@8.2 normalizepath:b@8.34 pollinginterval:p@6.6
  readtimeout:n@8.23 sortfiles:b@8.32 statefile.directory:s@8.1905 timeoutgranularity:p@8.23
imhiredis input
  batchsize:i@8.2310 ca_cert_bundle:w@8.2602 ca_cert_dir:w@8.2602 client_cert:w@8.2602 client_key:w@8.2602 fields:a@8.2306 key:w!+2306@8.2104
  mode:w@8.2104 password:w@8.2104 port:i@8.2104 ruleset:s@8.2104 server:w@8.2104 sni:w@8.2602 socketPath:w@8.2104 stream.autoclaimIdleTime:n@8.2306
  stream.consumerACK:b@8.2306 stream.consumerGroup:w@8.2306 stream.consumerName:w@8.2306 stream.readFrom:w@8.2306 use_tls:b@8.2602 uselpop:b@8.2104
imhttp input
  addmetadata:b@8.2010 apikeyfile:s@8.2604 basicauthfile:s@8.2110 disablelfdelimiter:b@8.2010 endpoint:s@8.2010 flowcontrol:b@8.2010 name:s@8.2010
  ratelimit.burst:i@8.2010 ratelimit.interval:i@8.2010 ratelimit.name:s@8.2604 ruleset:s@8.2010 supportoctetcountedframing:b@8.2010
imhttp module
  documentroot:s@8.2010 healthcheckapikeyfile:s@8.2604 healthcheckbasicauthfile:s@8.2510 healthcheckpath:s@8.2508 liboptions:a@8.2010
  listenportfilename:s@8.2606 metricsapikeyfile:s@8.2604 metricsbasicauthfile:s@8.2510 metricspath:s@8.2508 ports:s@8.2010
imjournal input
  main:b@8.2312 ruleset:s@8.2312
imjournal module
  defaultfacility:s@8.2 defaultseverity:v@8.2 defaulttag:w@8.2312 filecreatemode:m@8.2306 fsync:b@8.1908 ignorenonvalidstatefile:b@8.24
  ignorepreviousmessages:b@7.6 namespace:s@8.2608 persiststateinterval:i@7.4 ratelimit.burst:i@7.6 ratelimit.interval:i@7.6 ratelimit.name:s@8.2604
  remote:b@8.1911 statefile:w@7.4 usepid:s@8.28 usepidfromsystem:b@8.6 workaroundjournalbug:b@8.37
imkafka input
  broker:a@8.27 confparam:a@8.27 consumergroup:s@8.27 parsehostname:b@8.38 ruleset:s@8.27 split.json.records:b@8.2602 topic:s>a@2606!@8.27
imkafka module
  ruleset:w@8.27
imklog module
  consoleloglevel:i@6.5 internalmsgfacility:f@6.5 keepkerneltimestamp:b@7.4 logpath:w@6.5 parsekerneltimestamp:b@7.4 permitnonkernelfacility:b@6.5
  ratelimit.name:s@8.2604 ratelimitburst:i@8.35 ratelimitinterval:i@8.35 ruleset:s@8.2008
imkmsg module
  expectedbootcompleteseconds:p@8.2312 parsekerneltimestamp:w@8.2312 readmode:w@8.2312
imkubernetes module
  allowunsignedcerts:b@8.2608 cacheentryttl:p@8.2608 defaultfacility:f@8.2608 defaultseverity:v@8.2608 enrichkubernetes:b@8.2608 escapelf:b@8.2608
  freshstarttail:b@8.2608 kubernetesurl:s@8.2608 logfileglob:s@8.2608 pollinginterval:p@8.2608 ruleset:s@8.2608 skipverifyhost:b@8.2608
  tls.cacert:s@8.2608 token:s@8.2608 tokenfile:s@8.2608
immark module
  interval:i@6.5 markmessagetext:s@8.2012 ruleset:s@8.2012 use.markflag:b@8.2012 use.syslogcall:b@8.2012
impcap input
  buffer_size:p@8.2006 buffer_timeout:p@8.2006 file:s@8.2006 filter:s@8.2006 interface:w@8.2006 no_buffer:b@8.2006 packet_count:p@8.2006
  promiscuous:b@8.2006 ruleset:s@8.2006 tag:s@8.2006
impcap module
  data_container:w@8.2006 metadata_container:w@8.2006 metadata_only:b@8.2006 snap_length:p@8.2006
improg input
  binary:s!@8.1903 closetimeout:i@8.1903 confirmmessages:b@8.1903 facility:f@8.1903 killunresponsive:b@8.1903 ruleset:s@8.1903 severity:v@8.1903
  signalonclose:b@8.1903 tag:s!@8.1903
impstats module
  bracketing:b@8.5 facility:i@6.5 format:w@6.5 interval:i@6.5 log.file:w@7.4 log.file.overwrite:b@8.2602 log.syslog:b@7.4 push.batch.maxBytes:i@8.2602
  push.batch.maxSeries:i@8.2602 push.label.instance:b@8.2602 push.label.job:w@8.2602 push.label.name:b@8.2602 push.label.origin:b@8.2602
  push.labels:a@8.2602 push.timeout.ms:i@8.2602 push.tls.cafile:w@8.2602 push.tls.certfile:w@8.2602 push.tls.insecureSkipVerify:b@8.2602
  push.tls.keyfile:w@8.2602 push.url:w@8.2602 resetcounters:b@7.6 ruleset:s@7.6 severity:i@6.5
imptcp input
  address:s@6.6 addtlframedelimiter:i@6.6 compression.mode:w@7.6 defaulttz:s@7.6 discardtruncatedmsg:b@8.27 failonchownfailure:b@8.26
  filecreatemode:m@8.26 filegroup:g@8.26 filegroupnum:i@8.26 fileowner:u@8.26 fileownernum:i@8.26 flowcontrol:b@8.28 framing.delimiter.regex:s@8.36
  framingfix.cisco.asa:b@8.8 keepalive:b@6.6 keepalive.interval:i@6.6 keepalive.probes:i@6.6 keepalive.time:i@6.6 listenportfilename:s@8.38
  maxframesize:i@8.27 maxsessions:i@8.2008 multiline:b@8.29 name:s@6.6 notifyonconnectionclose:b@6.6 notifyonconnectionopen:b@8.27 path:s@8.18
  port:s@6.6 ratelimit.burst:i@7.4 ratelimit.interval:i@7.4 ratelimit.name:s@8.2602 ruleset:s@6.6 socketbacklog:i@8.35
  supportoctetcountedframing:b@6.6 unlink:b@8.18
imptcp module
  maxsessions:i@8.2008 processOnPoller:b@8.17 threads:p@6.6
imrelp input
  address:s@8.37 flowcontrol:w@8.1911 keepalive:b@8.2 keepalive.interval:i@8.2 keepalive.probes:i@8.2 keepalive.time:i@8.2 maxdatasize:z@8.28
  name:s@8.4 oversizemode:s@8.35 port:s!@6.6 ratelimit.burst:i@8.2604 ratelimit.interval:i@8.2604 ratelimit.name:s@8.2604 ruleset:s@8.4 tls:b@7.5
  tls.authmode:s@7.6 tls.cacert:s@7.6 tls.compression:b@7.5 tls.dhbits:i@7.6 tls.mycert:s@7.6 tls.myprivkey:s@7.6 tls.permittedpeer:a@7.6
  tls.prioritystring:s@7.6 tls.tlscfgcmd:s@8.2001
imrelp module
  ruleset:w@7.5 tls.tlslib:s@8.1903
imtcp input
  address:s@8.9 addtlframedelimiter:n@8.2106 allowedsender:a@8.2608 compression.driver:s@8.2606 compression.maxdecompressedbytesperreceive:n@8.2606
  compression.maxexpansionratio:n@8.2606 compression.maxtotalzstdwindowbytes:n@8.2608 compression.mode:s@8.2606 defaulttz:s@7.6
  disablelfdelimiter:b@8.2106 discardtruncatedmsg:b@8.2106 flowcontrol:b@8.2106 framing.delimiter.regex:s@8.2602 framingfix.cisco.asa:b@8.8
  gnutlsprioritystring:s@8.2106 keepalive:b@8.2106 keepalive.interval:n@8.2106 keepalive.probes:n@8.2106 keepalive.time:n@8.2106
  listenportfilename:s@8.38 maxframesize:i@8.2106 maxlisteners:p@8.2106 maxsessions:p@8.2106 multiline:b@8.2602 name:s@6.6 networknamespace:s@8.2512
  notifyonconnectionclose:b@8.2106 notifyonconnectionopen:b@8.2210 permittedpeer:a@8.2112 port:s!@6.6 preservecase:b@8.2106 ratelimit.burst:i@7.4
  ratelimit.interval:i@7.4 ratelimit.name:s@8.2602 ruleset:s@6.6 socketbacklog:n@8.2502 starvationprotection.maxreads:n@8.2504
  streamdriver.authmode:s@8.2106 streamdriver.cafile:s@8.2108 streamdriver.certfile:s@8.2108 streamdriver.CheckExtendedKeyPurpose:b@8.2106
  streamdriver.crlfile:s@8.2408 streamdriver.keyfile:s@8.2108 streamdriver.mode:n@8.2106 streamdriver.name:s@8.2106
  streamdriver.permitexpiredcerts:s@8.2106 streamdriver.PrioritizeSAN:b@8.2106 streamdriver.TlsRevocationCheck:b@8.2602
  streamdriver.TlsVerifyDepth:p@8.2106 supportoctetcountedframing:b@6.6 workerthreads:p@8.2504
imtcp module
  addtlframedelimiter:n@6.6 allowedsender:a@8.2608 compression.driver:s@8.2606 compression.maxdecompressedbytesperreceive:n@8.2606
  compression.maxexpansionratio:n@8.2606 compression.maxtotalzstdwindowbytes:n@8.2608 compression.mode:s@8.2606 disablelfdelimiter:b@6.6
  discardtruncatedmsg:b@8.27 flowcontrol:b@6.6 gnutlsprioritystring:s@8.29 keepalive:b@6.6 keepalive.interval:n@8.7 keepalive.probes:n@8.7
  keepalive.time:n@8.7 maxframesize:i@8.27 maxlisteners:p@7.6 maxlistners:p@6.6 maxsessions:p@6.6 networknamespace:s@8.2512
  notifyonconnectionclose:b@6.6 notifyonconnectionopen:b@8.2210 octetcountedframing:b@6.6 permittedpeer:a@7.2 preservecase:b@8.38
  starvationprotection.maxreads:n@8.2504 streamdriver.authmode:s@6.6 streamdriver.cafile:s@8.2408 streamdriver.certfile:s@8.2408
  streamdriver.CheckExtendedKeyPurpose:b@8.1910 streamdriver.crlfile:s@8.2408 streamdriver.keyfile:s@8.2408 streamdriver.mode:n@6.6
  streamdriver.name:s@7.6 streamdriver.permitexpiredcerts:s@8.1901 streamdriver.PrioritizeSAN:b@8.1910 streamdriver.TlsRevocationCheck:b@8.2602
  streamdriver.TlsVerifyDepth:p@8.2001 workerthreads:p@8.2504
imtuxedoulog input
  facility:f@8.1904 maxlinesatonce:i@8.1904 maxsubmitatonce:i@8.1904 persiststateinterval:i@8.1904 ruleset:s@8.1904 severity:v@8.1904 tag:s!@8.1904
  ulogbase:s!@8.1904
imudp input
  address:s@6.6 allowedsender:a@8.2608 defaulttz:s@7.6 device:s@8.24 inputname:w@7.4 inputname.appendport:b@7.4 ipfreebind:i@8.18
  listenportfilename:s@8.2606 name:w@8.4 name.appendport:b@8.4 port:a!@6.6 ratelimit.burst:i@7.4 ratelimit.interval:i@7.4 ratelimit.name:s@8.2602
  rcvbufsize:z@7.6 ruleset:s@6.6
imudp module
  allowedsender:a@8.2608 batchsize:i@7.6 preservecase:b@8.38 schedulingpolicy:w@6.5 schedulingpriority:i@6.5 threads:p@7.6 timerequery:i@6.5
imuxsock input
  annotate:b@6.6 createpath:b@6.6 flowcontrol:b@6.6 hostname:s@6.6 ignoreownmessages:b@7.4 ignoretimestamp:b@6.6 parsehostname:b@8.9
  parsetrusted:b@6.6 ratelimit.burst:i@6.6 ratelimit.interval:i@6.6 ratelimit.name:s@8.2604 ratelimit.severity:i@6.6 ruleset:s@8.17 socket:s!-2608@6.6
  unlink:b@7.4 usepidfromsystem:b@6.6 usespecialparser:b@8.9 usesystimestamp:b@6.6
imuxsock module
  syssock.annotate:b@6.5 syssock.flowcontrol:b@6.5 syssock.ignoreownmessages:b@7.4 syssock.ignoretimestamp:b@6.5 syssock.name:w@6.5
  syssock.parsehostname:b@8.9 syssock.parsetrusted:b@7.4 syssock.ratelimit.burst:i@6.5 syssock.ratelimit.interval:i@6.5
  syssock.ratelimit.name:s@8.2604 syssock.ratelimit.severity:i@6.5 syssock.unlink:b@7.4 syssock.use:b@6.5 syssock.usepidfromsystem:b@6.5
  syssock.usespecialparser:b@8.9 syssock.usesystimestamp:b@6.5
`;
