/** Parameters of input modules, as descriptions.ts reads them. */
export const inputsDescriptions = `
imudp.port|the port to listen on, or a list of ports
imtcp.port|the port to listen on
imptcp.port|the port to listen on
imrelp.port|the port to listen on
imudp.address|the local address to listen on|*
imtcp.address|the local address to listen on|*
imptcp.address|the local address to listen on|*
imudp.ratelimit.interval|seconds over which messages are counted; 0 switches the limit off|0
imudp.ratelimit.burst|how many messages pass in an interval|10000
imudp.rcvbufsize|size of the socket's receive buffer
imudp.threads|how many threads receive|1
imudp.timerequery|after how many messages the clock is read again|2
imtcp.maxsessions|how many connections are taken at once|200
imtcp.keepalive|sends TCP keep-alive packets|off
imtcp.streamdriver.name|the network driver: \`ptcp\` plain, \`gtls\` or \`ossl\` TLS
imtcp.streamdriver.mode|what the driver does: for \`gtls\` and \`ossl\` 1 is TLS, 0 plain|0
imtcp.streamdriver.authmode|how a client's certificate is checked: \`anon\`, \`x509/certvalid\`, \`x509/fingerprint\`, \`x509/name\`
imtcp.permittedpeer|names or fingerprints of the clients that are trusted
imtcp.supportoctetcountedframing|takes messages with their length in front|on
imtcp.listenportfilename|a file that gets the port's number: for tests with port 0
imfile.file|the file to follow; may hold wildcards
imfile.tag|the tag that its messages get, such as \`app:\`
imfile.facility|the facility that its messages get|local0
imfile.severity|the severity that its messages get|notice
imfile.persiststateinterval|after how many lines the place in the file is noted; 0 only at the end|0
imfile.startmsg.regex|a POSIX extended regular expression that begins a message of several lines
imfile.endmsg.regex|a POSIX extended regular expression that ends a message of several lines
imfile.readtimeout|seconds after which an unfinished message of several lines counts as whole; 0 never|0
imfile.addmetadata|puts the file's name and offset into \`$!metadata\`
imfile.addceetag|puts \`@cee:\` in front|off
imfile.reopenontruncate|reads from the start when the file got shorter|off
imfile.freshstarttail|begins at the end of a file that is new|off
imfile.escapelf|writes a line end inside a message as a backslash and an n|on
imfile.mode|how changes are noticed: \`inotify\`, or \`polling\` at an interval|inotify
imfile.pollinginterval|seconds between two looks, in mode \`polling\`|10
imuxsock.syssock.use|listens on the system's log socket|on
imuxsock.syssock.name|the system's log socket|/dev/log
imuxsock.syssock.ratelimit.interval|seconds over which messages of one process are counted; 0 switches the limit off|0
imuxsock.syssock.ratelimit.burst|how many messages of one process pass in an interval|200
imuxsock.socket|one more socket to listen on
imuxsock.createpath|makes the socket's folders|off
imuxsock.usepidfromsystem|takes the process id from the kernel, not from the message|off
imklog.permitnonkernelfacility|keeps messages in the kernel log that are not the kernel's|off
imjournal.statefile|where the place in the journal is noted
imjournal.ratelimit.interval|seconds over which messages are counted|600
imjournal.ratelimit.burst|how many messages pass in an interval|20000
imjournal.persiststateinterval|after how many messages the place is noted|0
immark.interval|seconds between two mark messages|1200
impstats.interval|seconds between two reports|300
impstats.format|how the counters are written|legacy
impstats.log.syslog|puts the counters into the log|on
impstats.log.file|a file that gets the counters
impstats.resetcounters|begins at 0 after each report|off
facility|the facility that its messages get
severity|the severity that its messages get
tag|the tag that its messages get; with its colon if one is wanted
flowcontrol|holds the sender up while the queue is nearly full
address|the local address to listen on; all of them if it is absent
keepalive|sends TCP keep-alive packets|off
pollinginterval|seconds between two looks
kubernetesurl|the address of Kubernetes' API
token|the token that is shown to the server
tokenfile|the file with the token that is shown to the server
cacheentryttl|seconds after which what was learnt of a pod is asked again
defaultfacility|the facility of messages that name none
defaultseverity|the severity of messages that name none
allowedsender|addresses, networks and names of those whose messages are taken
preservecase|keeps the case of the sender's name
workerthreads|how many threads work on its connections
maxsessions|how many connections are taken at once
maxframesize|the longest message, in bytes, that may say its length in front
multiline|a line feed ends a message only where a \`<\` or the end follows|off
framing.delimiter.regex|an expression that the first line of a new message matches
framingfix.cisco.asa|passes over a blank behind a line feed, as Cisco's ASA sends it|off
socketbacklog|how many connections may wait to be taken
starvationprotection.maxreads|after so many reads in a row another connection gets its turn|500
streamdriver.tlsrevocationcheck|asks whether certificates were revoked|off
unlink|removes the socket's file before it is opened and after it is closed
imbatchreport.deduplicatespace|makes one blank of several
imbatchreport.delete|an expression; a report that matches is removed when it was read
imbatchreport.rename|an expression and an ending; a report is renamed so when it was read
imbatchreport.reports|the reports to read, with wildcards
imbatchreport.programkey|the name in structured data whose value is the program's name
imbatchreport.timestampkey|the name in structured data whose value is the time, in seconds since 1970
imbatchreport.pollinginterval|seconds between two looks for reports
imbeats.frametimeout|seconds in which a frame that was begun must be whole|30
imbeats.idletimeout|seconds without a byte after which a connection is closed|60
imbeats.maxbatchbytes|how large the messages of one batch may be together, in bytes|67108864
imbeats.maxcompressionratio|how many bytes may come out of one compressed byte|256
imbeats.maxdecompressedsize|how large a compressed frame may become, in bytes|67108864
imbeats.maxframesize|how large a frame may be, in bytes|10485760
imbeats.maxinflightbytes|how much memory unfinished input may take in all, in bytes|268435456
imbeats.maxsessions|how many Beats may be connected at once|1000
imbeats.maxwindowsize|how many events one batch may have|1024
imbeats.permittedpeer|names or fingerprints of the clients that are trusted
imbeats.windowtimeout|seconds in which an announced batch must be whole|300
imbeats.workerthreads|how many threads work on its connections|2
imczmq.endpoints|the ZeroMQ endpoints to bind or to connect to, divided by blanks
imczmq.socktype|the kind of ZeroMQ socket: \`PULL\`, \`SUB\`, \`ROUTER\`, \`DISH\`, \`SERVER\`
imczmq.topics|the topics to subscribe to, divided by commas; an empty one is all
authenticator|starts the thread that proves who the peers are|off
authtype|\`CURVECLIENT\` or \`CURVESERVER\`: which side of CURVE this host is
clientcertpath|the client's certificate, or a folder of those that are let in
servercertpath|the server's certificate
imdiag.aborttimeout|for tests: seconds after which a rsyslogd that still runs is ended with a core dump
imdiag.defaultactionqueuetimeoutenqueue|for tests: \`queue.timeoutEnqueue\` of all actions
imdiag.defaultactionqueuetimeoutshutdown|for tests: \`queue.timeoutShutdown\` of all actions
imdiag.injectdelaymode|for tests: how injected messages may be held up
imdiag.inputshutdowntimeout|for tests: milliseconds that inputs get to end
imdiag.mainmsgqueuetimeoutenqueue|for tests: \`queue.timeoutEnqueue\` of the main queue
imdiag.mainmsgqueuetimeoutshutdown|for tests: \`queue.timeoutShutdown\` of the main queue
imdiag.maxsessions|how many control connections are taken at once|20
imdiag.properterminationfile|for tests: a file that is written when rsyslogd ended as it should
imdiag.serverinputname|the name of its listener in messages|imdiag
imdiag.serverrun|the port of its control connection; 0 takes a free one
imdiag.serverstreamdriverauthmode|taken and not heeded: the control connection is always plain
imdiag.serverstreamdrivermode|taken and not heeded: the control connection is always plain
imdiag.serverstreamdriverpermittedpeer|taken and not heeded: the control connection is always plain
imdocker.apiversionstr|the version of Docker's API|v1.27
imdocker.defaultfacility|the facility of the containers' messages|user
imdocker.defaultseverity|the severity of the containers' messages|info
imdocker.dockerapiaddr|Docker's address, where it is not asked over its socket
imdocker.dockerapiunixsockaddr|Docker's socket|/var/run/docker.sock
imdocker.escapelf|writes a line feed inside a message as \`#012\`|on
imdocker.getcontainerlogoptions|what is added to the request for a container's log|timestamps=0&follow=1&stdout=1&stderr=1&tail=1
imdocker.listcontainersoptions|what is added to the request for the list of containers, without \`?\`
imdocker.pollinginterval|seconds between two looks for new containers|60
imdocker.retrievenewlogsfromstart|reads the log of a new container from its start|on
imdocker.trimlineoverbytes|cuts longer lines after so many bytes; 0 never
imdtls.timeout|seconds of silence after which a session is closed|1800
imfifo.facility|the facility that its messages get|local0
imfifo.severity|the severity that its messages get|notice
imfile.delay.message|microseconds to wait after each line|0
imfile.deletestateonfiledelete|forgets the place in a file that was removed|on
imfile.deletestateonfilemove|forgets the place in a file that was renamed|off
imfile.escapelf.replacement|what stands for a line feed inside a message, where \`escapeLF\` is on
imfile.filenotfounderror|writes an error where the file is not there|on
imfile.ignoreolderthan|passes over new files that were last changed more seconds ago than this; 0 none|0
imfile.maxbytesperminute|how many bytes of a file are taken in a minute; what is above is dropped; 0 sets no limit|0
imfile.maxlinesatonce|in mode \`polling\`: how many lines of a file are read before the next gets its turn; 0 all
imfile.maxlinesperminute|how many lines of a file are taken in a minute; what is above is dropped; 0 sets no limit|0
imfile.maxsubmitatonce|how many messages go into the queue at once|1024
imfile.msgdiscardingerror|writes an error where a message is cut short|on
imfile.needparse|has the parsers look at each line, as if it came over the network|off
imfile.persiststateaftersubmission|notes the place in the file after each batch: slower, and nothing comes twice after a crash|off
imfile.readmode|how several lines become one message: 0 never, 1 up to an empty line, 2 while lines are indented|0
imfile.removestateondelete|forgets the place in a file that was removed
imfile.statefile|the file that notes the place; out of use, rsyslog names it itself
imfile.inotifyfallbackinterval|seconds between two looks at files that could not be watched|60
imfile.maxinotifywatches|how many watches may be set; 0 leaves it to the system|0
imfile.normalizepath|takes needless parts out of paths
imfile.sortfiles|reads the files that match in the order of their names|off
imfile.statefile.directory|the folder of the files that note the places; the work directory if absent
imfile.timeoutgranularity|seconds between two looks for messages of several lines that are overdue|1
imfile.trimlineoverbytes|cuts longer lines after so many bytes; 0 never|0
batchsize|how many entries are fetched at once|10
ca_cert_bundle|the file with the certificates of the authorities that are trusted
ca_cert_dir|a folder with the certificates of the authorities that are trusted
client_cert|this host's certificate
client_key|the key of this host's certificate
sni|the server's name that is sent when TLS begins
use_tls|encrypts the connection|off
socketpath|the socket to connect to, in place of a host and a port
imhiredis.fields|which fields of a stream's entry are taken, and as what
imhiredis.key|the list, channel or stream that is read
imhiredis.password|the password of the Redis server
imhiredis.server|the host of the Redis server
imhiredis.stream.autoclaimidletime|milliseconds after which an entry that another consumer left unfinished is taken over; 0 never|0
imhiredis.stream.consumerack|says that an entry is done as soon as it was read|on
imhiredis.stream.consumergroup|the group that consumers of the stream share
imhiredis.stream.consumername|the name of this consumer in its group
imhiredis.stream.readfrom|the entry to begin with; \`$\` is whatever comes new|$
imhiredis.uselpop|takes from the left end of the list, not from the right|off
imhttp.addmetadata|puts the headers of the request into \`$!metadata\`|off
imhttp.apikeyfile|the file with the keys of those that may send
imhttp.basicauthfile|the file with the users and passwords of those that may send, as htpasswd writes it
imhttp.documentroot|the folder of the web server; nothing of it need be there
imhttp.endpoint|the path that takes messages; it begins with \`/\`
imhttp.healthcheckapikeyfile|the file with the keys of those that may ask whether it runs
imhttp.healthcheckbasicauthfile|the file with the users and passwords of those that may ask whether it runs
imhttp.healthcheckpath|the path that answers 200 while it runs
imhttp.liboptions|options of the web server civetweb, \`name=value\` each
imhttp.metricsapikeyfile|the file with the keys of those that may read the counters
imhttp.metricsbasicauthfile|the file with the users and passwords of those that may read the counters
imhttp.metricspath|the path under which Prometheus finds the counters
imhttp.ports|the ports to listen on, divided by commas; an \`s\` behind one is TLS
imjournal.main|works in the main thread, and stops reading while outputs block|off
imjournal.defaultfacility|the facility of entries that have none|user
imjournal.defaultseverity|the severity of entries that have none|notice
imjournal.defaulttag|the tag of entries that have neither \`SYSLOG_IDENTIFIER\` nor \`_COMM\`|journal
imjournal.filecreatemode|permissions of the state file|0644
imjournal.fsync|forces the state file to disk each time it is written|off
imjournal.ignorenonvalidstatefile|begins anew where the state file is damaged|on
imjournal.ignorepreviousmessages|begins with what comes new where there is no state file|off
imjournal.namespace|the journal's namespace to read
imjournal.remote|reads what came from other hosts too|off
imjournal.usepid|which process id is taken: \`syslog\`, \`system\` or \`both\`|both
imjournal.usepidfromsystem|takes the kernel's word for the process id; \`usePid\` says more|off
imjournal.workaroundjournalbug|does nothing any more|on
imkafka.broker|the brokers, \`host:port\`|localhost:9092
imkafka.confparam|settings of the library librdkafka, \`name=value\` each
imkafka.consumergroup|the group that consumers share
imkafka.parsehostname|takes the host name out of each message|off
imkafka.split.json.records|makes a message of each entry of \`records\` in a JSON batch|off
imkafka.topic|the topic to read
imklog.consoleloglevel|which kernel messages come on the console: those below this level; -1 leaves it|-1
imklog.internalmsgfacility|the facility of the module's own messages
imklog.keepkerneltimestamp|leaves the kernel's time in the message|off
imklog.logpath|where kernel messages are read|/proc/kmsg
imklog.parsekerneltimestamp|takes the kernel's time as the message's time|off
imklog.ratelimitburst|how many messages pass in an interval|10000
imklog.ratelimitinterval|seconds over which messages are counted; 0 switches the limit off|0
imkmsg.expectedbootcompleteseconds|for so long after a boot \`readMode\` \`full-boot\` reads the whole log|90
imkmsg.parsekerneltimestamp|whether the kernel's time is the message's time
imkmsg.readmode|when the kernel's whole log is read: \`full-boot\`, \`full-always\` or \`new-only\`|full-boot
imkubernetes.cacheentryttl|seconds after which what was learnt of a pod is asked again|300
imkubernetes.defaultfacility|the facility of the containers' messages|user
imkubernetes.defaultseverity|the severity of the containers' messages, but for those on standard error|info
imkubernetes.enrichkubernetes|asks Kubernetes what pod a log belongs to|on
imkubernetes.escapelf|writes a line feed inside a message as an escape|on
imkubernetes.freshstarttail|begins at the end of a file that is new|off
imkubernetes.logfileglob|the files to read, with wildcards|/var/log/pods/*/*/*.log
imkubernetes.pollinginterval|seconds between two looks for files|1
immark.markmessagetext|the text of the mark|-- MARK --
immark.use.markflag|sets the flag of marks, so that filters for marks see them|on
immark.use.syslogcall|writes marks by syslog(3), as any program does; \`off\`: straight into the queue|on
impcap.buffer_size|how much the system may hold back, in bytes
impcap.buffer_timeout|milliseconds after which what was held back is fetched
impcap.filter|which packets are taken, as pcap-filter(7) has it
impcap.interface|the interface to listen on
impcap.no_buffer|takes every packet at once|off
impcap.packet_count|how many packets are worked on at once|5
impcap.promiscuous|takes packets for other hosts too|off
impcap.data_container|the variable that gets the packet's content|!data
impcap.metadata_container|the variable that gets what was read of the packet|!impcap
impcap.metadata_only|leaves the packet's content out|off
impcap.snap_length|how many bytes of a packet are kept|65535
improg.binary|the program, with its parameters; each line it writes is a message
closetimeout|milliseconds that the other side gets to end
confirmmessages|waits for an answer to each message|off
improg.confirmmessages|tells the program of each message that was taken|off
killunresponsive|kills the program where it does not end in time
signalonclose|sends TERM to the program before its input is closed
impstats.bracketing|writes a line before and one behind each report|off
impstats.facility|the facility of the reports, as a number|5
impstats.severity|the severity of the reports, as a number|6
impstats.log.file.overwrite|keeps the last report alone in the file|off
impstats.push.batch.maxbytes|about how large one request to Prometheus gets, in bytes; 0 without limit|0
impstats.push.batch.maxseries|how many series one request to Prometheus has; 0 without limit|0
impstats.push.label.instance|adds \`instance\` with this host's name|on
impstats.push.label.job|the value of the label \`job\`|rsyslog
impstats.push.label.name|adds \`name\` with the name of what was counted|off
impstats.push.label.origin|adds \`origin\` with the module that counted|off
impstats.push.labels|more labels, \`name=value\` each
impstats.push.timeout.ms|milliseconds that a request to Prometheus may take|5000
impstats.push.tls.cafile|the file with the authorities that are trusted
impstats.push.tls.certfile|this host's certificate
impstats.push.tls.insecureskipverify|does not look at Prometheus' certificate; for tests|off
impstats.push.tls.keyfile|the key of this host's certificate
impstats.push.url|where Prometheus takes counters (remote write)
compression.mode|whether the connection is compressed
compression.driver|what compresses: \`zlib\` or \`zstd\`|zlib
compression.maxdecompressedbytesperreceive|how many bytes one read may become, unpacked|67108864
compression.maxexpansionratio|how many bytes may come out of one compressed byte|1024
compression.maxtotalzstdwindowbytes|how much memory zstd may take for all connections, in bytes|67108864
imptcp.failonchownfailure|does not start where the socket's owner or mode cannot be set|on
imptcp.filecreatemode|permissions of the socket|0644
imptcp.filegroup|which group owns the socket
imptcp.fileowner|who owns the socket
imptcp.maxsessions|how many connections are taken at once; 0 without limit|0
imptcp.path|a socket in the file system to listen on, in place of a port
imptcp.processonpoller|works on messages in the thread that waits for them, where it can|on
imptcp.threads|how many threads fetch from the network|2
imptcp.unlink|removes the socket's file before it is opened and after it is closed|off
imptcp.maxframesize|the longest message, in bytes, that may say its length in front|200000
imrelp.flowcontrol|how much a sender may be held up: \`none\`, \`light\` or \`full\`|light
imrelp.maxdatasize|how long a message may be; \`oversizeMode\` says what becomes of longer ones
imrelp.oversizemode|what becomes of too long messages: \`truncate\`, \`abort\` or \`accept\`|truncate
tls|encrypts the connection|off
tls.compression|compresses the encrypted connection|off
tls.dhbits|how many bits the Diffie-Hellman exchange has; 0 leaves it to the library|0
tls.tlslib|which library encrypts: \`gnutls\` or \`openssl\`
imtcp.maxframesize|the longest message, in bytes, that may say its length in front|200000
imtcp.maxlisteners|on how many ports is listened at most|20
imtcp.maxlistners|an old spelling of \`maxListeners\`
imtcp.octetcountedframing|takes messages that begin with their length
imtcp.workerthreads|how many threads work on its connections|2
imtuxedoulog.maxlinesatonce|how many lines are read at once; 0 all
imtuxedoulog.maxsubmitatonce|how many messages go into the queue at once|1024
imtuxedoulog.persiststateinterval|after how many lines the place is noted; 0 only at the end|0
imtuxedoulog.ulogbase|how the paths of Tuxedo's logs begin; a dot and the date are added
imudp.batchsize|how many messages one call fetches from the system|32
imudp.device|the network device, or VRF, to listen on
imudp.inputname|the name of the input in the property \`inputname\`
imudp.inputname.appendport|adds the port to the input's name
imudp.name.appendport|adds the port to the input's name|off
imudp.ipfreebind|whether an address is listened on that this host does not have yet: 0 no, 1 yes, 2 yes and says so|2
imudp.schedulingpolicy|the system's scheduler for its threads: \`fifo\` and the like
imudp.schedulingpriority|the priority under \`schedulingPolicy\`
annotate|adds what the system knows of the sender to each message
ignoreownmessages|passes over rsyslogd's own messages
ignoretimestamp|passes over the time in the message
parsehostname|looks for a host name in the message
parsetrusted|makes JSON fields of what \`annotate\` adds
usespecialparser|reads messages as the C library writes them
usesystimestamp|takes the time from the system
imuxsock.annotate|adds what the system knows of the sender to each message|off
imuxsock.flowcontrol|holds programs up while the queue is nearly full|off
imuxsock.hostname|the host name that its messages get
imuxsock.ignoreownmessages|passes over rsyslogd's own messages|on
imuxsock.ignoretimestamp|passes over the time in the message|on
imuxsock.parsehostname|looks for a host name in the message; only without the special parser|off
imuxsock.parsetrusted|makes JSON fields of what \`annotate\` adds|off
imuxsock.ratelimit.severity|messages of this severity and less important ones are counted|1
imuxsock.unlink|removes the socket's file before it is opened and after it is closed|on
imuxsock.usespecialparser|reads messages as the C library writes them|on
imuxsock.usesystimestamp|takes the time from the system, not from the message|on
imuxsock.syssock.annotate|adds what the system knows of the sender, on the system's socket|off
imuxsock.syssock.flowcontrol|holds programs up while the queue is nearly full, on the system's socket|off
imuxsock.syssock.ignoreownmessages|passes over rsyslogd's own messages on the system's socket|on
imuxsock.syssock.ignoretimestamp|passes over the time in messages of the system's socket|on
imuxsock.syssock.parsehostname|looks for a host name in messages of the system's socket; only without the special parser|off
imuxsock.syssock.parsetrusted|makes JSON fields of what \`sysSock.annotate\` adds|off
imuxsock.syssock.ratelimit.name|a \`ratelimit()\` object whose limits hold for the system's socket
imuxsock.syssock.ratelimit.severity|messages of this severity and less important ones are counted, on the system's socket|1
imuxsock.syssock.unlink|removes the system's socket before it is opened and after it is closed|on
imuxsock.syssock.usepidfromsystem|takes the process id from the kernel, on the system's socket|off
imuxsock.syssock.usespecialparser|reads the system's socket as the C library writes to it|on
imuxsock.syssock.usesystimestamp|takes the time of the system's socket's messages from the system|on
`;
