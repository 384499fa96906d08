/** Parameters of output modules, as descriptions.ts reads them. */
export const outputsDescriptions = `
omfile.file|the file that is written; its folder must be there unless \`createDirs\` is on
omfile.dynafile|a template whose outcome is the name of the file, for each message
omfile.filecreatemode|permissions of new files; the umask is taken off|0644
omfile.dircreatemode|permissions of new folders|0700
omfile.fileowner|who owns new files, by name
omfile.filegroup|which group owns new files, by name
omfile.dirowner|who owns new folders, by name
omfile.dirgroup|which group owns new folders, by name
omfile.createdirs|makes missing folders|on
omfile.failonchownfailure|gives the file up when its owner cannot be set|on
omfile.sync|forces each write to disk; very slow|off
omfile.asyncwriting|writes in the background|off
omfile.flushontxend|writes out at the end of each batch|on
omfile.flushinterval|seconds after which the buffer is written out|1
omfile.iobuffersize|how large the write buffer is|4k
omfile.ziplevel|compresses the file, 1 to 9; 0 not at all|0
omfile.dynafilecachesize|how many files of a dynafile stay open|10
omfile.closetimeout|minutes after which an idle file is closed
omfile.rotation.sizelimit|size at which \`rotation.sizeLimitCommand\` is called; 0 never|0
omfile.rotation.sizelimitcommand|program that is called when the size limit is reached
omfwd.target|host or address that gets the messages
omfwd.port|port, or its name, on the target|514
omfwd.protocol|\`udp\` or \`tcp\`|udp
omfwd.tcp_framing|how messages are told apart on a TCP connection: by a line end, or by their length in front|traditional
omfwd.streamdriver|the network driver: \`ptcp\` plain, \`gtls\` or \`ossl\` TLS
omfwd.streamdrivermode|what the driver does: for \`gtls\` and \`ossl\` 1 is TLS, 0 plain|0
omfwd.streamdriverauthmode|how the server's certificate is checked: \`anon\`, \`x509/certvalid\`, \`x509/fingerprint\`, \`x509/name\`
omfwd.streamdriverpermittedpeers|names or fingerprints of the servers that are trusted
omfwd.rebindinterval|after how many messages the connection is made anew, for load balancing|0
omfwd.keepalive|sends TCP keep-alive packets|off
omfwd.ziplevel|compresses each message, 1 to 9|0
omfwd.compression.mode|\`single\` compresses each message, \`stream:always\` the whole connection|none
omfwd.resendlastmsgonreconnect|sends the last message again after a broken connection; may double it|off
omfwd.networknamespace|the network namespace to send from
omfwd.device|the network device to send from
ompipe.pipe|the named pipe; it must be there
omprog.binary|the program, with its parameters; gets messages on its standard input
omprog.confirmmessages|waits for the program to confirm each message|off
omusrmsg.users|who gets the message on the terminal; \`*\` is everybody
omrelp.target|host or address that gets the messages
omrelp.port|port on the target|514
omrelp.tls|encrypts the connection|off
ommail.server|the mail server
ommail.mailfrom|who sends the mail
ommail.mailto|who gets the mail
omelasticsearch.server|the servers, with scheme and port
omelasticsearch.searchindex|the index to write to; a template with \`dynSearchIndex\`
omelasticsearch.bulkmode|sends many messages in one request|off
omkafka.topic|the topic; a template with \`dynaTopic\`
omkafka.broker|the brokers, \`host:port\`
ommysql.server|the database server
ommysql.db|the database
server|the server
serverport|the port on the server
uid|who logs in
pwd|the password of who logs in
user|who logs in
password|the password of who logs in
pass|the password of who logs in
db|the database
host|the host to connect to
target|the host to send to, or its address
username|who logs in
statsname|the name of its counters in statistics
errorfile|the file that gets what the server refused, with its answer
timeout|how long the server may take
usehttps|encrypts the connection
healthchecktimeout|milliseconds that the server may take to say that it is well|3500
maxbytes|how large one request gets
compression|whether and how requests are compressed
bearer_token|the token that is shown to the server
rebindinterval|after how many messages the connection is made anew; 0 never
bulkmode|sends many messages in one request
dynakey|\`key\` is the name of a template|off
dynatopic|\`topic\` is the name of a template|off
omamqp1.disablesasl|does not log in: for a server that offers no login|0
omamqp1.host|the server, \`host:port\`; the port is 5672 if it is absent
omamqp1.idletimeout|seconds of silence after which the connection counts as dead; 0 never|0
omamqp1.maxretries|how often a message that could not be delivered is sent again|10
omamqp1.reconnectdelay|seconds before a new try to connect|5
omamqp1.target|the queue or topic that gets the messages
omawslogshlc.log_group|the log group
omawslogshlc.log_stream|the log stream in the group
omawslogshlc.max_batch_size|how many messages one request has|100
omawslogshlc.region|the AWS region
omazuredce.client_id|the application that logs in
omazuredce.client_secret|the secret of the application
omazuredce.compression|whether requests are compressed, and how hard|off
omazuredce.dce_url|the address of the data collection endpoint
omazuredce.dcr_id|the immutable id of the data collection rule
omazuredce.flush_timeout_ms|milliseconds after which a batch that is not full is sent|1000
omazuredce.max_batch_bytes|about how large one request gets|1048576
omazuredce.table_name|the stream or table that gets the messages
omazuredce.tenant_id|the tenant that the application logs in to
omazureeventhubs.amqp_address|the whole address, in place of its parts
omazureeventhubs.azure_key|the key that requests are signed with
omazureeventhubs.azure_key_name|the name of the key
omazureeventhubs.azurehost|the host of the namespace
omazureeventhubs.azureport|the port on the host|5671
omazureeventhubs.container|the event hub that gets the messages
omazureeventhubs.eventproperties|properties of each event, \`name=value\` each
omclickhouse.bulkmode|sends many messages in one request|on
omclickhouse.maxbytes|how large one request gets|100m
omclickhouse.timeout|milliseconds that a request may take; 0 without limit|0
omclickhouse.usehttps|encrypts the connection, where \`server\` names no scheme|on
omczmq.connecttimeout|milliseconds that connecting may take
omczmq.dynatopic|each topic is the name of a template|off
omczmq.endpoints|the ZeroMQ endpoints to connect to or to bind, divided by blanks
omczmq.heartbeativl|milliseconds between two signs of life
omczmq.heartbeattimeout|milliseconds to wait for the answer to a sign of life
omczmq.heartbeatttl|milliseconds of silence after which the other side is to hang up
omczmq.sendhwm|how many messages may wait; those above are dropped
omczmq.sendtimeout|milliseconds that sending may take
omczmq.socktype|the kind of ZeroMQ socket: \`PUSH\`, \`PUB\`, \`DEALER\`, \`RADIO\`, \`CLIENT\`
omczmq.topicframe|sends the topic as a frame of its own|off
omczmq.topics|the topics of the messages, divided by commas
omelasticsearch.asyncrepl|does nothing any more|off
omelasticsearch.bulkid|the id of each record; a template with \`dynBulkId\`
omelasticsearch.dynbulkid|\`bulkId\` is the name of a template|off
omelasticsearch.dynparent|\`parent\` is the name of a template|off
omelasticsearch.dynpipelinename|\`pipelineName\` is the name of a template|off
omelasticsearch.dynsearchindex|\`searchIndex\` is the name of a template|off
omelasticsearch.dynsearchtype|\`searchType\` is the name of a template|off
omelasticsearch.erroronly|writes only what was refused to \`errorFile\`, not the whole request|off
omelasticsearch.esversion.major|the version of the server; it is found out by itself|0
omelasticsearch.indextimeout|milliseconds that a request may take; 0 without limit|0
omelasticsearch.interleaved|writes each record beside its answer to \`errorFile\`|off
omelasticsearch.maxbytes|how large one request gets|100m
omelasticsearch.parent|the id of the parent of each record
omelasticsearch.pipelinename|the ingest pipeline that records go through
omelasticsearch.rebindinterval|after how many requests the connection is made anew; -1 never|-1
omelasticsearch.retryfailures|puts what was refused into rsyslogd again|off
omelasticsearch.retryruleset|the ruleset that gets what was refused
omelasticsearch.searchtype|the type of the records; '' leaves it out
omelasticsearch.serverport|the port where \`server\` names none|9200
omelasticsearch.skippipelineifempty|names no pipeline where the template gives nothing|off
omelasticsearch.timeout|how long the server waits for a shard|1m
omelasticsearch.tls.ciphersuites|which ciphers of TLS 1.3 are used
omelasticsearch.tls.keyexchangegroups|which groups exchange the key, the best first
omelasticsearch.tls.tlsversion|the oldest version of TLS that is used
omelasticsearch.usehttps|encrypts the connection, where \`server\` names no scheme|off
omelasticsearch.writeoperation|\`index\` writes over a record of the same id, \`create\` does not|index
omfile.addlf|ends each message with a line feed where it has none|on
omfile.dynafile.dangerouspermitpathescape|lets the name that a dynafile's template gives lead out of the folder that the template begins with|off
omfile.dynafile.donotsuspend|goes on where one of the files cannot be written|on
omfile.dynafile.restricttemplatetype|takes only templates for dynafiles whose fixed beginning can be seen|off
omfile.followsymlinks|writes through a symbolic link at the end of the path
omfile.rotation.sizelimitcommandpassfilename|gives the file's name to \`rotation.sizeLimitCommand\`|on
omfile.veryrobustzip|writes compressed files so that they can be read after a crash|off
omfile.compression.driver|what compresses: \`zlib\` or \`zstd\`|zlib
omfile.compression.zstd.workers|how many threads compress, with zstd
omfwd.address|the local address to send from; UDP only
omfwd.compression.stream.flushontxend|sends what was compressed at the end of each batch|on
omfwd.conerrskip|writes only every nth network error; 0 all|0
omfwd.extendedconnectioncheck|looks before each write whether the other side hung up|on
omfwd.ipfreebind|whether an address is sent from that this host does not have yet: 0 no, 1 yes, 2 yes and says so|2
omfwd.maxerrormessages|how many network errors were written; out of use
omfwd.pool.resumeinterval|seconds before a target of several that failed is tried again|30
omfwd.streamdriver.caextrafiles|more files with authorities' certificates, divided by commas; for the driver \`ossl\`
omfwd.streamdriverremotesni|the server's name that is sent when TLS begins
omfwd.targetsrv|a name in DNS whose SRV records say where to send
omfwd.tcp_framedelimiter|the character, as its decimal code, that ends a message|10
omfwd.tcp_user_timeout|milliseconds after which unconfirmed data breaks the connection
omfwd.udp.sendbuf|size of the socket's send buffer
omfwd.udp.senddelay|microseconds to wait after each packet|0
omfwd.udp.sendtoall|sends to all addresses of the target, not to the first that works|off
omfwd.iobuffer.maxsize|how much is gathered before it is sent
omhiredis.expiration|seconds after which what was set goes away; 0 never|0
omhiredis.key|the list, channel, stream or name that gets the messages
omhiredis.serverpassword|the password of the server
omhiredis.serverport|the port of the server|6379
omhiredis.stream.ack|says of another entry that it is done|off
omhiredis.stream.capacitylimit|about how many entries the stream keeps; 0 all|0
omhiredis.stream.del|removes another entry|off
omhiredis.stream.dynagroupack|\`stream.groupAck\` is the name of a template|off
omhiredis.stream.dynaindexack|\`stream.indexAck\` is the name of a template|off
omhiredis.stream.dynakeyack|\`stream.keyAck\` is the name of a template|off
omhiredis.stream.groupack|the group for which that entry is done
omhiredis.stream.indexack|the id of that entry
omhiredis.stream.keyack|the stream of that entry
omhiredis.stream.outfield|the field of the entry that holds the message|msg
omhiredis.userpush|appends to the right end of the list, not to the left|off
omhttp.batch|sends many messages in one request|off
omhttp.batch.format|how messages are put together: \`newline\`, \`jsonarray\`, \`kafkarest\`, \`lokirest\`|newline
omhttp.batch.maxbytes|how large one request gets|10485760
omhttp.batch.maxsize|how many messages one request has|100
omhttp.checkpath|the path that says whether the server is well
omhttp.compress|compresses requests|off
omhttp.compress.level|how hard, 0 to 9; -1 leaves it to zlib|-1
omhttp.dynrestpath|\`restPath\` is the name of a template|off
omhttp.healthchecktimedelay|seconds between two questions whether the server is well; -1 only where that is in doubt|-1
omhttp.httpcontenttype|the header \`Content-Type\`
omhttp.httpheaderkey|the name of one more header
omhttp.httpheaders|more headers, \`name: value\` each
omhttp.httpheadervalue|the value of that header
omhttp.httpignorablecodes|answers, by number, that count as done
omhttp.httpretrycodes|answers, by number, after which the request is sent again
omhttp.profile|settings for one kind of server: \`loki\`, \`hec:splunk:event\`, \`hec:splunk:raw\`
omhttp.proxyhost|the proxy
omhttp.proxyport|the port of the proxy
omhttp.reloadonhup|reads certificates again on HUP|off
omhttp.replymaxbytes|how much of an answer is kept|1m
omhttp.restpath|the path of the request
omhttp.restpathtimeout|how long a path from a template may take
omhttp.retry|puts what was refused into rsyslogd again|off
omhttp.retry.addmetadata|keeps the answer in \`$!omhttp!response\`|off
omhttp.retry.ruleset|the ruleset that gets what was refused
omhttp.serverport|the port where \`server\` names none|443
omhttp.statsbysenders|counts for each server, not for the action|off
omhttp.usehttps|encrypts the connection|off
omhttpfs.host|the HttpFS server|127.0.0.1
omhttpfs.https|encrypts the connection|off
omhttpfs.isdynfile|\`file\` is the name of a template|off
omhttpfs.user|the user of HttpFS|hdfs
omjournal.namespace|the journal's namespace to write to
omkafka.closetimeout|milliseconds to wait for messages under way when rsyslogd stops|2000
omkafka.confparam|settings of the library librdkafka, \`name=value\` each
omkafka.dynatopic.cachesize|how many topics are kept open|50
omkafka.failedmsgfile|the file that keeps messages that could not be sent
omkafka.kafkaheader|headers of each message, \`name=value\` each
omkafka.keepfailedmessages|sends what could not be sent after the next start|off
omkafka.key|what decides on the partition
omkafka.partitions.auto|leaves the choice of the partition to librdkafka|off
omkafka.partitions.number|over how many partitions messages are spread
omkafka.partitions.usefixed|the one partition that gets all
omkafka.reopenonhup|opens files and connections again on HUP|on
omkafka.resubmitonfailure|sends again what could not be sent|off
omkafka.statsfile|the file that gets librdkafka's counters
omkafka.topicconfparam|settings of the topic in librdkafka, \`name=value\` each
omlibdbi.driver|which kind of database, as libdbi calls it
omlibdbi.driverdirectory|where libdbi's drivers are
ommail.body.enable|puts the message into the mail's text|on
ommail.sendmail.binary|the program that sends, where no server does|/usr/sbin/sendmail
ommail.subject.template|the template of the subject
ommail.subject.text|the subject
ommongodb.allowed_error_codes|errors, by number, that are passed over
ommongodb.collection|the collection|log
ommongodb.server|the server|127.0.0.1
ommongodb.ssl_ca|the file with the authority that is trusted
ommongodb.ssl_cert|this host's certificate
ommongodb.uristr|the whole address, in place of server, port and login
ommysql.mysqlconfig.file|a file of MySQL's own settings (my.cnf)
ommysql.mysqlconfig.section|the section of that file|client
ommysql.serverport|the port; 0 is MySQL's own|0
ommysql.socket|the socket to connect to
omotel.attributemap|what properties are called as attributes, as a JSON object
omotel.batch.max_bytes|about how large one request gets; 0 without limit|524288
omotel.batch.max_items|how many messages one request has; 0 without limit|512
omotel.batch.timeout.ms|milliseconds after which a batch that is not full is sent|5000
omotel.compression|\`none\` or \`gzip\`|none
omotel.endpoint|the address of the collector|http://127.0.0.1:4318
omotel.headers|more headers, as a JSON object
omotel.path|the path of the request|/v1/logs
omotel.protocol|\`http/json\` or \`http/protobuf\`|http/json
omotel.proxy|the proxy, with its scheme
omotel.proxy.password|the password at the proxy
omotel.proxy.user|who logs in at the proxy
omotel.resource|attributes of the resource, as a JSON object
omotel.resource.deployment.environment|out of use: a part of \`resource\`
omotel.resource.service_instance_id|out of use: a part of \`resource\`
omotel.retry.initial.ms|milliseconds before the first new try|1000
omotel.retry.jitter.percent|by how much that time varies, in hundredths|20
omotel.retry.max.ms|milliseconds between two tries at most|30000
omotel.retry.max_retries|how many tries there are before the action's queue has the messages again|5
omotel.severity.map|which severities become which of OpenTelemetry's, as a JSON object
omotel.span_id.property|the property with the id of the span|span_id
omotel.timeout.ms|milliseconds that a request may take|10000
omotel.tls.cadir|a folder with the authorities that are trusted
omotel.tls.cert|this host's certificate
omotel.tls.key|the key of this host's certificate
omotel.tls.verify_hostname|refuses a certificate that is for another host|on
omotel.tls.verify_peer|refuses a certificate that nobody trusted signed|on
omotel.trace_flags.property|the property with the flags of the trace|trace_flags
omotel.trace_id.property|the property with the id of the trace|trace_id
ompgsql.conninfo|the whole connection, as PostgreSQL writes it; it comes before its parts
ompgsql.multirows|read, and used for nothing: a batch is a transaction
ompgsql.pass|the password of who logs in|postgres
ompgsql.user|who logs in|postgres
ompgsql.trans_age|read, and used for nothing: a batch is a transaction
ompgsql.trans_size|read, and used for nothing: a batch is a transaction
ompipe.tryresumereopen|opens the pipe again when a failed action is tried again|off
omprog.begintransactionmark|the line that begins a batch|BEGIN TRANSACTION
omprog.committransactionmark|the line that ends a batch|COMMIT TRANSACTION
omprog.closetimeout|milliseconds that the program gets to end|5000
omprog.confirmtimeout|milliseconds that the program has to confirm a message|10000
omprog.filecreatemode|permissions of the file that \`output\` names|0600
omprog.hup.signal|the signal that the program gets on HUP
omprog.output|a file that gets what the program writes
omprog.reportfailures|writes a warning where the program says that it failed|off
omprog.signalonclose|sends TERM to the program before its input is closed|off
omprog.usetransactions|tells the program where batches begin and end|off
omrabbitmq.auto_delete|the exchange goes away when nobody uses it
omrabbitmq.body_template|the template of the message's text
omrabbitmq.ca_cert|the file with the authority that is trusted
omrabbitmq.content_type|the type of the message's text
omrabbitmq.delivery_mode|whether messages outlive a restart of the server: \`transient\` or \`persistent\`
omrabbitmq.durable|the exchange outlives a restart of the server
omrabbitmq.exchange|the exchange that gets the messages
omrabbitmq.exchange_type|the kind of exchange, where it has to be made
omrabbitmq.expiration|milliseconds after which a message is dropped
omrabbitmq.heartbeat_interval|seconds between two signs of life; 0 none|0
omrabbitmq.host|the servers, \`host:port\` each, divided by blanks; the first is preferred
omrabbitmq.init_openssl|starts OpenSSL; only where nothing else does|off
omrabbitmq.populate_properties|sets the message's properties from the log's: time, host, program
omrabbitmq.recover_policy|when it goes back to the preferred server
omrabbitmq.routing_key|the routing key
omrabbitmq.routing_key_template|the template that gives the routing key
omrabbitmq.ssl|encrypts the connection|off
omrabbitmq.verify_hostname|refuses a certificate that is for another host|off
omrabbitmq.verify_peer|refuses a certificate that nobody trusted signed|off
omrabbitmq.virtual_host|the virtual host on the server
omrelp.conn.timeout|seconds that connecting may take|10
omrelp.localclientip|the local address to send from
omrelp.rebindinterval|after how many messages the connection is made anew; 0 never|0
omrelp.timeout|seconds of silence after which the connection counts as dead|90
omrelp.tls.permanentfailuredisablesaction|switches the action off where TLS fails for good; \`off\`: tries again|on
omrelp.windowsize|how many messages may be under way; 0 leaves it to the library|0
omsendertrack.cmdfile|a file with commands that is read on HUP
omsendertrack.interval|seconds between two writes of the state|60
omsendertrack.senderid|the template that tells senders apart|RSYSLOG_FileFormat
omsendertrack.statefile|the JSON file with what was counted
omsnmp.community|the community|public
omsnmp.enterpriseoid|the OID of the enterprise, in version 1|1.3.6.1.4.1.3.1.1
omsnmp.messageoid|the OID of the variable that holds the message|1.3.6.1.4.1.19406.1.2.1
omsnmp.snmpv1dynsource|the template that gives the trap's source, in version 1
omsnmp.specifictype|the number of the trap, in version 1|0
omsnmp.transport|\`udp\`, \`tcp\` and the like|udp
omsnmp.trapoid|the OID of the trap, in version 2|1.3.6.1.4.1.19406.1.2.1
omsnmp.traptype|the kind of trap, in version 1; 6 is one's own|6
omsnmp.version|0 is SNMP version 1, 1 is version 2c|1
omstdout.ensurelfending|ends each message with a line feed where it has none|on
omudpspoof.mtu|the longest packet that is sent|1500
omudpspoof.sourceport.end|the last port that is sent from|42000
omudpspoof.sourceport.start|the first port that is sent from|32000
omudpspoof.sourcetemplate|the template that gives the address that packets claim to be from|RSYSLOG_omudpspoofDfltSourceTpl
omuxsock.abstract|the name is no path, but one of Linux' abstract sockets|off
omuxsock.socketname|the socket that gets the messages
omuxsock.sockettype|\`DGRAM\`, \`STREAM\` or \`SEQPACKET\`|DGRAM
`;
