/**
 * Parameters of the output modules, as the `cnfparamdescr` tables of rsyslog's sources list them (v5.1 to
 * v8.2608); read by parameter-tables.ts, which tells the notation.
 */
export const outputParameters = `
omamqp1 action
  disableSASL:i@8.17 host:w!@8.17 idleTimeout:n@8.17 maxRetries:n@8.17 password:w@8.17 reconnectDelay:p@8.17 target:w!@8.17 template:w@8.17
  username:w@8.17
omawslogshlc action
  bearer_token:s@8.2608 log_group:s@8.2608 log_stream:s@8.2608 max_batch_size:i@8.2608 region:s@8.2608 template:w@8.2608
omazuredce action
  client_id:s@8.2604 client_secret:s@8.2604 compression:w@8.2604 dce_url:s@8.2604 dcr_id:s@8.2604 flush_timeout_ms:n@8.2604 max_batch_bytes:i@8.2604
  table_name:s@8.2604 template:w@8.2604 tenant_id:s@8.2604
omazureeventhubs action
  amqp_address:s@8.2308 azure_key:s@8.2308 azure_key_name:s@8.2308 azurehost:s@8.2308 azureport:s@8.2308 container:s@8.2308 eventproperties:a@8.2308
  statsname:w@8.2308 template:w@8.2308
omclickhouse action
  allowunsignedcerts:b@8.1901 bulkmode:b@8.1901 errorfile:w@8.1901 healthchecktimeout:i@8.1901 maxbytes:z@8.1901 port:i@8.1901 pwd:w@8.1901
  server:w@8.1901 skipverifyhost:b@8.1904 template:w@8.1901 timeout:i@8.2001 tls.cacert:s@8.1901 tls.mycert:s@8.1901 tls.myprivkey:s@8.1901
  usehttps:b@8.1901 user:w@8.1901
omczmq action
  connecttimeout:w@8.24 dynatopic:b@8.24 endpoints:w!@8.6 heartbeativl:w@8.24 heartbeattimeout:w@8.24 heartbeatttl:w@8.24 sendhwm:w@8.24
  sendtimeout:w@8.15 socktype:w!@8.6 template:w@8.6 topicframe:w@8.15 topics:w@8.13
omczmq module
  authenticator:b@8.19 authtype:w@8.19 clientcertpath:w@8.19 servercertpath:w@8.19
omdtls action
  port:w@8.2402 statsname:w@8.2402 target:w@8.2402 template:w@8.2402 tls.authmode:s@8.2402 tls.cacert:s@8.2402 tls.mycert:s@8.2402
  tls.myprivkey:s@8.2402 tls.tlscfgcmd:s@8.2402
omdtls module
  template:w@8.2402
omelasticsearch action
  allowunsignedcerts:b@8.19 apikey:w@8.2512 asyncrepl:x@6.4 bulkid:w@7.4 bulkmode:b@6.4 dynbulkid:b@7.4 dynparent:b@6.4 dynpipelinename:b@8.31
  dynsearchindex:b@6.4 dynsearchtype:b@6.4 errorfile:w@7.4 erroronly:b@8.9 esversion.major:p@8.2206 healthchecktimeout:i@8.23 indextimeout:i@8.2204
  interleaved:b@8.9 maxbytes:z@8.23 parent:w@6.4 pipelinename:w@8.31 pwd:w@6.4 ratelimit.burst:i@8.36 ratelimit.interval:i@8.36
  ratelimit.name:s@8.2604 rebindinterval:i@8.1904 retryfailures:b@8.36 retryruleset:s@8.36 searchindex:w@6.4 searchtype:w@6.4 server:a@6.4
  serverport:i@6.4 skippipelineifempty:b@8.2008 skipverifyhost:b@8.1904 template:w@6.4 timeout:w@6.4 tls.cacert:s@8.34 tls.ciphersuites:s@8.2608
  tls.keyexchangegroups:s@8.2608 tls.mycert:s@8.34 tls.myprivkey:s@8.34 tls.tlsversion:s@8.2608 uid:w@6.4 usehttps:b@8.2 writeoperation:w@8.36
omfile action
  addlf:b@8.2510 asyncwriting:b@6.4 closetimeout:p@8.4 createdirs:b@6.4 cry.provider:w@7.4 dircreatemode:m@6.4 dirgroup:g@6.4 dirgroupnum:i@7.6
  dirowner:u@6.4 dirownernum:i@7.6 dynafile:s@6.4 dynafile.dangerouspermitpathescape:b@8.2608 dynafilecachesize:i@6.4 failonchownfailure:b@6.4
  file:s@6.4 filecreatemode:m@6.4 filegroup:g@6.4 filegroupnum:i@7.6 fileowner:u@6.4 fileownernum:i@7.6 flushinterval:i@6.4 flushontxend:b@6.4
  followsymlinks:b@8.2608 iobuffersize:z@6.4 rotation.sizelimit:z@8.2302 rotation.sizelimitcommand:s@8.2302
  rotation.sizelimitcommandpassfilename:b@8.2602 sig.provider:w@7.4 sync:b@6.4 template:w@6.4 veryrobustzip:b@7.3 ziplevel:i@6.4
omfile module
  addlf:b@8.2510 compression.driver:w@8.2208 compression.zstd.workers:p@8.2208 dircreatemode:m@7.6 dirgroup:g@8.2 dirgroupnum:i@8.2 dirowner:u@8.2
  dirownernum:i@8.2 dynafile.dangerouspermitpathescape:b@8.2608 dynafile.donotsuspend:b@8.32 dynafile.restricttemplatetype:b@8.2608
  filecreatemode:m@7.6 filegroup:g@8.2 filegroupnum:i@8.2 fileowner:u@8.2 fileownernum:i@8.2 followsymlinks:b@8.2608 template:w@6.5
omfile-hardened action
  asyncwriting:b@8.34-8.2606 closetimeout:p@8.34-8.2606 createdirs:b@8.34-8.2606 cry.provider:w@8.34-8.2606 dircreatemode:m@8.34-8.2606
  dirgroup:g@8.34-8.2606 dirgroupnum:i@8.34-8.2606 dirowner:u@8.34-8.2606 dirownernum:i@8.34-8.2606 dynafile:s@8.34-8.2606
  dynafilecachesize:i@8.34-8.2606 failonchownfailure:b@8.34-8.2606 file:s@8.34-8.2606 filecreatemode:m@8.34-8.2606 filegroup:g@8.34-8.2606
  filegroupnum:i@8.34-8.2606 fileowner:u@8.34-8.2606 fileownernum:i@8.34-8.2606 flushinterval:i@8.34-8.2606 flushontxend:b@8.34-8.2606
  iobuffersize:z@8.34-8.2606 sig.provider:w@8.34-8.2606 sync:b@8.34-8.2606 template:w@8.34-8.2606 veryrobustzip:b@8.34-8.2606 ziplevel:i@8.34-8.2606
omfile-hardened module
  dircreatemode:m@8.34-8.2606 dirgroup:g@8.34-8.2606 dirgroupnum:i@8.34-8.2606 dirowner:u@8.34-8.2606 dirownernum:i@8.34-8.2606
  dynafile.donotsuspend:b@8.34-8.2606 filecreatemode:m@8.34-8.2606 filegroup:g@8.34-8.2606 filegroupnum:i@8.34-8.2606 fileowner:u@8.34-8.2606
  fileownernum:i@8.34-8.2606 template:w@8.34-8.2606
omfwd action
  address:w@8.35 compression.driver:w@8.2606 compression.mode:w@7.6 compression.stream.flushontxend:b@7.6 conerrskip:n@8.2102 device:w@8.24
  extendedconnectioncheck:b@8.2408 gnutlsprioritystring:s@8.29 ipfreebind:i@8.35 keepalive:b@8.13 keepalive.interval:n@8.13 keepalive.probes:n@8.13
  keepalive.time:n@8.13 maxerrormessages:i~@7.6 networknamespace:w@8.26 pool.resumeinterval:p@8.2408 port:w>a@2408@6.4 protocol:w@6.4
  ratelimit.burst:i@8.2012 ratelimit.interval:i@8.2012 ratelimit.name:s@8.2604 rebindinterval:i@6.4 resendlastmsgonreconnect:b@6.4 streamdriver:w@6.4
  streamdriver.authmode:w@8.2502 streamdriver.caextrafiles:s@8.2608 streamdriver.cafile:s@8.2108 streamdriver.certfile:s@8.2108
  streamdriver.CheckExtendedKeyPurpose:b@8.1910 streamdriver.crlfile:s@8.2408 streamdriver.keyfile:s@8.2108 streamdriver.mode:i@8.2502
  streamdriver.name:w@8.2502 streamdriver.permitexpiredcerts:w@8.2001 streamdriver.PrioritizeSAN:b@8.1910 streamdriver.remotesni:s@8.2602
  streamdriver.TlsVerifyDepth:p@8.2001 streamdriverauthmode:w@6.4 streamdrivermode:i@6.4 streamdriverpermittedpeers:w@6.4
  streamdriverremotesni:s@8.2602 target:w>a@2408@6.4 targetsrv:w@8.2602 tcp_framedelimiter:i@8.28 tcp_framing:w@6.4 tcp_user_timeout:n@8.2608
  template:w@7.4 udp.sendbuf:z@8.29 udp.senddelay:i@8.7 udp.sendtoall:b@8.6 ziplevel:i@6.4
omfwd module
  iobuffer.maxsize:n@8.2408 streamdriver.caextrafiles:s@8.2608 streamdriver.cafile:s@8.2608 streamdriver.certfile:s@8.2608
  streamdriver.crlfile:s@8.2608 streamdriver.keyfile:s@8.2608 template:w@6.5
omhiredis action
  ca_cert_bundle:w@8.2512 ca_cert_dir:w@8.2512 client_cert:w@8.2512 client_key:w@8.2512 dynakey:b@8.23 expiration:i@8.2001 key:w@8.13 mode:w@8.13
  server:w@6.4 serverpassword:w@8.18 serverport:i@6.4 sni:w@8.2512 socketpath:w@8.2512 stream.ack:b@8.2306 stream.capacityLimit:n@8.2306
  stream.del:b@8.2306 stream.dynaGroupAck:b@8.2306 stream.dynaIndexAck:b@8.2306 stream.dynaKeyAck:b@8.2306 stream.groupAck:w@8.2306
  stream.indexAck:w@8.2306 stream.keyAck:w@8.2306 stream.outField:w@8.2306 template:w@6.4 use_tls:b@8.2512 userpush:b@8.32
omhttp action
  allowunsignedcerts:b@8.38 batch:b@8.1903 batch.format:w@8.1903 batch.maxbytes:z@8.1903 batch.maxsize:z@8.1903 checkpath:w@8.1908 compress:b@8.1903
  compress.level:i@8.1903 dynrestpath:b@8.38 errorfile:w@8.38 healthchecktimedelay:i@8.2602 healthchecktimeout:i@8.38 httpcontenttype:w@8.1903
  httpheaderkey:w@8.38 httpheaders:a@8.2006 httpheadervalue:s@8.38 httpignorablecodes:a@8.2404 httpretrycodes:a@8.2404 name:w@8.2404 profile:w@8.2510
  proxyhost:s@8.2404 proxyport:i@8.2404 pwd:w@8.38 ratelimit.burst:i@8.38 ratelimit.interval:i@8.38 ratelimit.name:s@8.2604 reloadonhup:b@8.1903
  replymaxbytes:z@8.2602 restpath:w@8.38 restpathtimeout:i@8.2404 retry:b@8.1903 retry.addmetadata:b@8.2404 retry.ruleset:s@8.1903 server:a@8.38
  serverport:i@8.38 skipverifyhost:b@8.1904 statsbysenders:b@8.2512 template:w@8.38 tls.cacert:s@8.38 tls.mycert:s@8.38 tls.myprivkey:s@8.38
  token:w@8.2512 uid:w@8.38 usehttps:b@8.38
omhttpfs action
  file:w!@8.10 host:w@8.10 https:b@8.10 isdynfile:b@8.10 port:i@8.10 template:w@8.10 user:w@8.10
omjournal action
  namespace:w@8.2510 template:w@8.17
omkafka action
  broker:a@8.7 closetimeout:p@8.11 confparam:a@8.7 dynakey:b@8.1903 dynatopic:b@8.8 dynatopic.cachesize:i@8.8 errorfile:w@8.7 failedmsgfile:w@8.28
  kafkaheader:a@8.2510 keepfailedmessages:b@8.28 key:w@8.11 partitions.auto:b@8.8 partitions.number:p@8.7 partitions.usefixed:n@8.7 reopenonhup:b@8.18
  resubmitonfailure:b@8.28 statsfile:w@8.1901 statsname:w@8.2108 template:w@8.7 topic:s!@8.7 topicconfparam:a@8.7
omlibdbi action
  db:w!@6.4 driver:w!@6.4 pwd:w!@6.4 server:w!@6.4 template:w@6.4 uid:w!@6.4
omlibdbi module
  driverdirectory:w@7.3 template:w@7.3
ommail action
  body.enable:b@8.5 mailfrom:w!@8.5 mailto:a!@8.5 mode:w@8.2606 port:w!-2606@8.5 sendmail.binary:s@8.2606 server:w!-2606@8.5 subject.template:w@8.5
  subject.text:s@8.5 template:w@8.5
ommongodb action
  allowed_error_codes:a@8.36 collection:w@6.4 db:w@6.4 pwd:w@6.4 server:w@6.4 serverport:w@6.4 ssl_ca:w@8.31 ssl_cert:w@8.31 template:w@6.4 uid:w@6.4
  uristr:w@8.31
ommysql action
  db:w!@6.4 mysqlconfig.file:w@6.4 mysqlconfig.section:w@6.4 pwd:w!@6.4 server:w!@6.4 serverport:i@6.4 socket:w@8.37 template:w@6.4 uid:w!@6.4
omotel action
  attributeMap:s@8.2602 batch.max_bytes:w@8.2602 batch.max_items:w@8.2602 batch.timeout.ms:w@8.2602 bearer_token:s@8.2602 compression:w@8.2602
  endpoint:s@8.2602 headers:s@8.2602 path:s@8.2602 protocol:w@8.2602 proxy:s@8.2602 proxy.password:s@8.2602 proxy.user:s@8.2602 resource:s@8.2602
  resource.deployment.environment:s@8.2602 resource.service_instance_id:s@8.2602 retry.initial.ms:w@8.2602 retry.jitter.percent:w@8.2602
  retry.max.ms:w@8.2602 retry.max_retries:w@8.2602 severity.map:s@8.2602 span_id.property:s@8.2602 template:w@8.2602 timeout.ms:w@8.2602
  tls.cacert:s@8.2602 tls.cadir:s@8.2602 tls.cert:s@8.2602 tls.key:s@8.2602 tls.verify_hostname:w@8.2602 tls.verify_peer:w@8.2602
  trace_flags.property:s@8.2602 trace_id.property:s@8.2602
ompgsql action
  conninfo:w@8.2202 db:w@8.32 multirows:i@8.32 pass:w@8.32 port:i@8.32 pwd:w@8.32 server:w@8.32 serverport:i@8.32 template:w@8.32 trans_age:i@8.32
  trans_size:i@8.32 uid:w@8.32 user:w@8.32
ompipe action
  pipe:s!@6.4 template:w@6.4 tryResumeReopen:b@8.2006
ompipe module
  template:w@6.5
omprog action
  beginTransactionMark:s@8.31 binary:s!@6.4 closeTimeout:i@8.35 commitTransactionMark:s@8.31 confirmMessages:b@8.31 confirmTimeout:i@8.38
  fileCreateMode:m@8.38 forceSingleInstance:b@8.2 hup.signal:w@8.9 killUnresponsive:b@8.35 output:s@8.2 reportFailures:b@8.38 signalOnClose:b@8.23
  template:w@6.4 useTransactions:b@8.31
omrabbitmq action
  auto_delete:b@8.15 body_template:w@8.1904 ca_cert:w@8.2210 content_type:w@8.1904 delivery_mode:w@8.15 durable:b@8.15 exchange:w@7.4
  exchange_type:w@8.15 expiration:n@8.1904 heartbeat_interval:n@8.2210 host:s@7.4 init_openssl:b@8.2210 password:w@7.4 populate_properties:b@8.1904
  port:i@7.4 recover_policy:s@8.1904 routing_key:w@7.4 routing_key_template:w@8.1904 ssl:b@8.2210 user:w@7.4 verify_hostname:b@8.2210
  verify_peer:b@8.2210 virtual_host:w@7.4
omrelp action
  conn.timeout:i@8.20 keepalive:b@8.2510 keepalive.interval:i@8.2510 keepalive.probes:i@8.2510 keepalive.time:i@8.2510 localclientip:w@8.6 port:w@7.4
  rebindinterval:i@7.5 target:w!@7.4 template:w@7.4 timeout:i@7.4 tls:b@7.5 tls.authmode:s@7.6 tls.cacert:s@7.6 tls.compression:b@7.5 tls.mycert:s@7.6
  tls.myprivkey:s@7.6 tls.permanentfailuredisablesaction:b@8.2606 tls.permittedpeer:a@7.6 tls.prioritystring:s@7.6 tls.tlscfgcmd:s@8.2001
  windowsize:i@7.6
omrelp module
  tls.tlslib:s@8.1903
omsendertrack action
  cmdfile:s@8.2506 interval:p@8.2506 senderid:w@8.2508 statefile:s!@8.2506
omsnmp action
  community:s@6.4 enterpriseoid:s@6.4 messageoid:s@6.4 port:i@6.4 server:s!@6.4 snmpv1dynsource:s@8.2001 specifictype:i@6.4 template:w@6.4
  transport:s@6.4 trapoid:s@6.4 traptype:i@6.4 version:i@6.4
omstdout action
  ensurelfending:b@8.33 template:w@8.33
omudpspoof action
  mtu:i@7.4 port:w@7.4 sourceport.end:i@7.4 sourceport.start:i@7.4 sourcetemplate:w@7.4 target:w!@7.4 template:w@7.4
omudpspoof module
  template:w@6.5
omusrmsg action
  ratelimit.burst:i@8.2604 ratelimit.interval:i@8.2604 ratelimit.name:s@8.2604 template:w@6.4 users:s!@6.4
omuxsock action
  abstract:i@8.2512 networknamespace:s@8.2512 socketname:s@8.2512 sockettype:s@8.2512 template:w@8.2512
omuxsock module
  abstract:i@8.2512 networknamespace:s@8.2512 socketname:s@8.2512 sockettype:s@8.2512 template:w@6.5
`;
