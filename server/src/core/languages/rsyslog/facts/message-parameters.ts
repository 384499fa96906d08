/**
 * Parameters of the modules that change, parse or sign messages, as the `cnfparamdescr` tables of rsyslog's sources list them (v5.1 to
 * v8.2608); read by parameter-tables.ts, which tells the notation.
 */
export const messageParameters = `
lmcry_gcry action
  cry.algo:w@7.5 cry.key:w@7.5 cry.keyfile:w@7.5 cry.keyprogram:w@7.5 cry.mode:w@7.5
lmcry_gcry queue
  queue.cry.algo:w@7.5 queue.cry.key:w@7.5 queue.cry.keyfile:w@7.5 queue.cry.keyprogram:w@7.5 queue.cry.mode:w@7.5
lmcry_ossl action
  cry.algo:w@8.2408 cry.key:w@8.2408 cry.keyfile:w@8.2408 cry.mode:w@8.2408
lmcry_ossl queue
  queue.cry.algo:w@8.2408 queue.cry.key:w@8.2408 queue.cry.keyfile:w@8.2408 queue.cry.mode:w@8.2408
lmsig_ksi-ls12 action
  dircreatemode:m@8.27 dirgroup:g@8.27 dirgroupnum:i@8.27 dirowner:u@8.27 dirownernum:i@8.27 filecreatemode:m@8.27 filegroup:g@8.27
  filegroupnum:i@8.27 fileowner:u@8.27 fileownernum:i@8.27 sig.aggregator.hmacAlg:w@8.31 sig.aggregator.key:w@8.27 sig.aggregator.url:w!@8.27
  sig.aggregator.user:w@8.27 sig.block.levelLimit:z!@8.27 sig.block.signtimeout:i@8.2208 sig.block.timeLimit:i@8.27 sig.confinterval:i@8.2208
  sig.debugfile:s@8.39 sig.debuglevel:i@8.39 sig.fileformat:s@8.27 sig.hashfunction:w@8.27 sig.keeprecordhashes:b@8.27 sig.keeptreehashes:b@8.27
  sig.randomsource:s@8.27 sig.syncmode:s@8.27
mmaitag action
  apikey:s@8.2508 apikey_file:s@8.2508 expert.initial_prompt:s@8.2508 inputproperty:s@8.2508 model:s@8.2508 provider:s@8.2508 tag:s@8.2508
mmanon action
  embeddedipv4.anonmode:w@8.31 embeddedipv4.bits:p@8.31 embeddedipv4.enable:b@8.31 embeddedipv4.limituniquemaxretries:b@8.2602
  embeddedipv4.maxretryhandling:w@8.2602 embeddedipv4.uniqueretrycount:p@8.2602 ipv4.bits:p@7.4 ipv4.enable:b@8.30 ipv4.limituniquemaxretries:b@8.2602
  ipv4.maxretryhandling:w@8.2602 ipv4.mode:w@8.30 ipv4.replacechar:c@8.30 ipv4.uniqueretrycount:p@8.2602 ipv6.anonmode:w@8.30 ipv6.bits:p@8.30
  ipv6.enable:b@8.30 ipv6.limituniquemaxretries:b@8.2602 ipv6.maxretryhandling:w@8.2602 ipv6.uniqueretrycount:p@8.2602 mode:w@7.4
  replacementchar:c@7.4
mmcount action
  appname:w@7.5 key:w@7.5 value:w@7.5
mmdarwin action
  fields:a!@8.1908 filtercode:w@8.1908 key:w!@8.1908 response:w@8.1908 send_partial:b@8.1911 socket_max_use:n@8.1911 socketpath:w!@8.1908
mmdarwin module
  container:w@8.1908
mmdblookup action
  fields:a!@8.24 key:w!@8.24 mmdbfile:w!@8.24 reloadonhup:b@8.2104
mmdblookup module
  container:w@8.28
mmexternal action
  binary:s!@8.3 forcesingleinstance:b@8.3 interface.input:s@8.3 interface.output:s@8.2606 output:s@8.3 responsetimeout:n@8.2606
mmfields action
  jsonroot:s@7.6 separator:c@7.6
mmgrok action
  match:s@8.15 patterndir:s@8.15 source:s@8.15 target:s@8.15
mmjsonparse action
  allow_trailing:b@8.2510 container:s@8.4 cookie:s@8.4 max_scan_bytes:p@8.2510 mode:s@8.2510 userawmsg:b@8.8
mmjsontransform action
  input:s@8.2510 mode:s@8.2510 output:s@8.2510 policy:s@8.2604 policyWatch:b@8.2604 policyWatchDebounce:s@8.2604
mmkubernetes action
  allowunsignedcerts:b@8.34 annotation_match:a@8.34 busyretryinterval:i@8.38 cacheentryttl:i@8.1904 cacheexpireinterval:i@8.1904
  containerrulebase:s@8.34 containerrules:a@8.34 de_dot:b@8.34 de_dot_separator:s@8.34 dstmetadatapath:s@8.34 filenamerulebase:s@8.34
  filenamerules:a@8.34 includenamespacemetadata:b@8.2608 kubernetesurl:s>a@2608@8.34 skipverifyhost:b@8.1904 srcmetadatapath:s@8.34
  sslpartialchain:b@8.1901 tls.cacert:s@8.34 tls.mycert:s@8.38 tls.myprivkey:s@8.38 token:s@8.34 tokenfile:s@8.34 tokenreloadinterval:i@8.2608
mmkubernetes module
  allowunsignedcerts:b@8.34 annotation_match:a@8.34 busyretryinterval:i@8.38 cacheentryttl:i@8.1904 cacheexpireinterval:i@8.1904
  containerrulebase:s@8.34 containerrules:a@8.34 de_dot:b@8.34 de_dot_separator:s@8.34 dstmetadatapath:s@8.34 filenamerulebase:s@8.34
  filenamerules:a@8.34 includenamespacemetadata:b@8.2608 kubernetesurl:s>a@2608@8.34 skipverifyhost:b@8.1904 srcmetadatapath:s@8.34
  sslpartialchain:b@8.1901 tls.cacert:s@8.34 tls.mycert:s@8.38 tls.myprivkey:s@8.38 token:s@8.34 tokenfile:s@8.34 tokenreloadinterval:i@8.2608
mmleefparse action
  container:s@8.2510 cookie:s@8.2510 delimiter:s@8.2510 searchcookie:b@8.2510 searchwindow:i@8.2510 userawmsg:b@8.2510
mmnormalize action
  debug:b@8.2608 debugfile:w@8.2608 path:w@8.2 rule:a@8.26 rulebase:w@7.4 turbo:b@8.2608 userawmsg:b@7.4 variable:w@8.6
mmnormalize module
  allowregex:b@8.7
mmpstrucdata action
  container:s@8.2606 jsonroot:s@7.6 maxstructureddatasize:z@8.2606 sd_name.lowercase:b@8.32
mmrfc5424addhmac action
  hashfunction:s!@7.6 key:s!@7.6 sd_id:w!@7.6
mmsequence action
  from:n@7.6 key:w@7.6 mode:w@7.6 step:n@7.6 to:p@7.6 var:w@7.6
mmsnareparse action
  container:s@8.2510 debugjson:b@8.2510 definition.file:s@8.2510 definition.json:s@8.2510 emit.debugjson:b@8.2510 emit.rawpayload:b@8.2510
  enable.laps:b@8.2510 enable.network:b@8.2510 enable.tls:b@8.2510 enable.wdac:b@8.2510 ignoreTrailingPattern:s@8.2512
  ignoreTrailingPattern.regex:s@8.2512 ignoreTrailingPattern.searchWindow:i@8.2512 rootpath:s@8.2510 runtime.config:s@8.2510 template:w@8.2510
  validation.mode:s@8.2510 validation_mode:s@8.2510
mmsnareparse module
  definition.file:s@8.2510 definition.json:s@8.2510 ignoreTrailingPattern:s@8.2512 ignoreTrailingPattern.regex:s@8.2512
  ignoreTrailingPattern.searchWindow:i@8.2512 runtime.config:s@8.2510 validation.mode:s@8.2510
mmtaghostname parser
  forcelocalhostname:b@8.1904 tag:s@8.1904
mmutf8fix action
  mode:w@7.6 replacementchar:c@7.6 replacementsequence:s@8.2608
pmciscoios parser
  present.origin:b@8.4 present.xr:b@8.15
pmdb2diag parser
  levelpos:i@8.1904 pidstarttoprogstartshift:i@8.1904 timeformat:s@8.1904 timepos:i@8.1904
pmnormalize parser
  debug:b@8.2608 debugfile:w@8.2608 rule:a@8.29 rulebase:w@8.29 undefinedpropertyerror:b@8.29
pmnull parser
  syslogfacility:f@8.24 syslogseverity:v@8.24 tag:s@8.24
pmrfc3164 parser
  detect.headerless:b@8.2508 detect.yearaftertimestamp:b@8.10 force.tagendingbycolon:b@8.26 headerless.drop:b@8.2508 headerless.errorfile:s@8.2508
  headerless.hostname:s@8.2508 headerless.ruleset:s@8.2508 headerless.tag:s@8.2508 permit.atsignsinhostname:b@8.26 permit.slashesinhostname:b@8.20
  permit.squarebracketsinhostname:b@8.10 remove.msgfirstspace:b@8.26
pmsnare parser
  parser.controlcharacterescapeprefix:c@8.28 parser.escapecontrolcharacterscstyle:b@8.28 parser.escapecontrolcharactersonreceive:b@8.28
  parser.escapecontrolcharactertab:b@8.28
`;
