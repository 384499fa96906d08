// One line each: name, or module.name where modules differ; our own words. Defaults follow the modules' sources and manuals.
const table = `
type|which module it is
load|the module to load; \`builtin:\` in front sets parameters of a built-in one
name|a name to find it by in statistics and messages
config.enabled|\`off\` makes rsyslogd pass over the whole object|on
template|the template that formats the message
ruleset|the ruleset that gets the messages; without it the default one does
action.resumeretrycount|how often a failed action is tried again before the message is dropped; -1 for ever|0
action.resumeinterval|seconds between two tries of a failed action; grows after ten failures|30
action.resumeintervalmax|the longest time between two tries, in seconds|1800
action.execonlywhenpreviousissuspended|runs only while the action before it is suspended: for failover|off
action.execonlyonceeveryinterval|runs at most once in so many seconds, and drops the rest|0
action.execonlyeverynthtime|runs only for every nth message|0
action.reportsuspension|writes a message when the action is suspended and resumed
action.writeallmarkmessages|gets mark messages even when the action ran recently|on
action.copymsg|works on a copy of the message, so that a queue cannot meet later changes|off
action.errorfile|where messages that the action gave up are written, as JSON
queue.type|how messages wait: \`Direct\` not at all, \`LinkedList\` and \`FixedArray\` in memory, \`Disk\` on disk|Direct for actions, FixedArray for rulesets
queue.filename|begins the names of the queue's files; gives a queue in memory a disk to spill to
queue.size|how many messages the queue holds in memory
queue.maxdiskspace|how much the queue's files may take together; 0 without limit
queue.maxfilesize|how large one of the queue's files gets|1m
queue.saveonshutdown|writes what is left to disk when rsyslogd stops|off
queue.spooldirectory|where the queue's files are, instead of the work directory
queue.workerthreads|how many threads work on the queue at most|1
queue.workerthreadminimummessages|how many waiting messages call for one more thread
queue.dequeuebatchsize|how many messages are taken at once
queue.dequeueslowdown|microseconds to wait between two batches: a crude rate limit|0
queue.highwatermark|from how many messages on the queue spills to disk
queue.lowwatermark|down to how many messages the disk is used
queue.discardmark|from how many messages on less important ones are dropped
queue.discardseverity|which severity and less important is dropped then; 8 drops none|8
queue.timeoutenqueue|milliseconds to wait for room in a full queue before the message is dropped|2000
queue.timeoutshutdown|milliseconds to go on working when rsyslogd stops|10 for actions, 1500 for the main queue
queue.timeoutactioncompletion|milliseconds the current action may take when rsyslogd stops|1000
queue.checkpointinterval|after how many messages a disk queue notes where it is; 0 only at the end|0
queue.syncqueuefiles|forces the queue's files to disk after each write|off
queue.cry.provider|encrypts the queue's files, with \`gcry\` or \`ossl\`
file|the file
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
port|the port
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
workdirectory|where queues and states are kept that name no other folder
maxmessagesize|how long a message may be; it must stand before the inputs|8k
preservefqdn|keeps the domain of host names|off
localhostname|this host's name, instead of what the system says
net.enabledns|looks up names of senders|on
defaultnetstreamdriver|the network driver where none is named: \`gtls\` or \`ossl\` for TLS
defaultnetstreamdrivercafile|certificates of the authorities that are trusted
defaultnetstreamdrivercertfile|this host's certificate
defaultnetstreamdriverkeyfile|this host's private key
parser.escapecontrolcharactersonreceive|writes control characters as \`#ooo\`|on
parser.permitslashinprogramname|lets a slash be part of the program's name|off
privdrop.user.name|the user that rsyslogd becomes when it has started
privdrop.group.name|the group that rsyslogd gets when it has started
abortonuncleanconfig|does not start with a faulty configuration|off
umask|the file creation mask
senders.keeptrack|counts the messages of each sender|off
string|the text, with \`%property%\` in it
subtree|the part of the message's JSON tree that becomes the text
plugin|the string generator
option.sql|escapes quotes for MySQL: for a template that makes SQL|off
option.stdsql|doubles quotes, for PostgreSQL and other SQL|off
option.json|escapes the values for JSON|off
option.jsonf|makes one JSON object of the whole template|off
outname|the name of the field in JSON or a database
value|the fixed text
dateformat|how a time stamp is written
date.inutc|writes the time in UTC|off
position.from|the first character to take, from 1
position.to|the last character to take
caseconversion|\`lower\` or \`upper\`
controlcharacters|what becomes of control characters: \`escape\`, \`space\` or \`drop\`
securepath|what becomes of slashes in a value that makes a path: \`drop\` or \`replace\`
field.number|which field to take, from 1
field.delimiter|the character between fields, as its decimal code|9
regex.expression|the regular expression
regex.type|\`BRE\` or \`ERE\`|ERE
regex.submatch|which submatch to take; 0 is all
droplastlf|takes a line end off the end|off
spifno1stsp|gives a blank where the value does not begin with one
parser|the parsers to try, in order
ratelimit.interval|over how many seconds messages are counted for the rate limit; 0 sets none
ratelimit.burst|how many messages pass within \`ratelimit.interval\`; those above are dropped
ratelimit.name|a \`ratelimit()\` object whose limits hold here
keepalive.probes|how many unanswered probes end a connection; 0 leaves it to the system
keepalive.interval|seconds between two probes of a silent connection; 0 leaves it to the system
keepalive.time|seconds of silence before a connection is probed; 0 leaves it to the system
tls.cacert|the file with the certificates of the authorities that are trusted
tls.mycert|the file with this host's certificate
tls.myprivkey|the file with the key of this host's certificate
tls.authmode|how the peer proves who it is
tls.permittedpeer|which peers are accepted, by name or fingerprint
tls.prioritystring|which ciphers and versions of TLS are used, in the words of the library
tls.tlscfgcmd|commands that set OpenSSL up
streamdriver.name|the network driver of the connections: \`ptcp\` without TLS, \`gtls\` or \`ossl\` with it
streamdriver.mode|the mode of the driver: 0 without TLS, 1 with TLS only
streamdriver.authmode|how the peer proves who it is: \`anon\` not at all, \`x509/name\` by its name
streamdriver.cafile|the file with the certificates of the authorities that are trusted, in place of the global one
streamdriver.certfile|the file with this host's certificate, in place of the global one
streamdriver.keyfile|the file with the key of this host's certificate, in place of the global one
streamdriver.crlfile|the file with the certificates that are revoked, in place of the global one
streamdriver.permitexpiredcerts|whether certificates that have expired are accepted
streamdriver.checkextendedkeypurpose|also checks that a certificate is meant for its use, as server or client
streamdriver.prioritizesan|looks at a certificate's common name only where it has no alternative names
streamdriver.tlsverifydepth|how long a chain of certificates may be
streamdriver.remotesni|the server's name that is sent when TLS begins
gnutlsprioritystring|which ciphers and versions of TLS are used, in the words of the driver's library
fileownernum|who owns new files, by number
filegroupnum|which group owns new files, by number
dirownernum|who owns new folders, by number
dirgroupnum|which group owns new folders, by number
notifyonconnectionopen|writes a message when a sender connects
notifyonconnectionclose|writes a message when a sender hangs up
networknamespace|the network namespace that the socket is opened in
listenportfilename|the file that the port is written to, for port 0
addtlframedelimiter|one more character, by its decimal code, that ends a message
disablelfdelimiter|a line feed no longer ends a message
discardtruncatedmsg|drops the rest of a message that is too long, where it would become a message of its own
supportoctetcountedframing|takes messages that begin with their length
defaulttz|the time zone of messages that name none
allowunsignedcerts|accepts certificates that no trusted authority signed
skipverifyhost|accepts a certificate that is for another host
action.errorfile.maxsize|how large \`action.errorfile\` may get
action.execonlyeverynthtimetimeout|seconds after which the count of \`action.execOnlyEveryNthTime\` begins anew
action.externalstate.file|a file that tells from outside whether the action is suspended
action.repeatedmsgcontainsoriginalmsg|the note on repeated messages holds the message itself
action.reportsuspensioncontinuation|says again that a suspended action is still suspended
queue.dequeuetimebegin|the hour from which on messages are taken from the queue
queue.dequeuetimeend|the hour up to which messages are taken from the queue
queue.fulldelaymark|from how many messages on inputs that can wait are held up
queue.lightdelaymark|from how many messages on inputs that can wait a little are slowed down
queue.mindequeuebatchsize|how many messages a worker waits for before it takes them
queue.mindequeuebatchsize.timeout|milliseconds to wait for \`queue.minDequeueBatchSize\` messages
queue.samplinginterval|keeps only every nth message; 0 keeps all
queue.timeoutworkerthreadshutdown|milliseconds without work after which a worker ends
compressspace|makes one blank of several
fixedwidth|fills the value with blanks up to \`position.to\`
position.relativetoend|counts the positions from the end of the value
regex.nomatchmode|what stands where the expression does not match
mandatory|writes the field in JSON even where the property is empty
option.casesensitive|minds the case of property names in the template
mode|how it works
`;

interface Description {
  readonly text: string;
  readonly default?: string;
}

const descriptions: ReadonlyMap<string, Description> = new Map(
  table
    .trim()
    .split('\n')
    .map((line) => {
      const [key = '', text = '', fallback] = line.split('|');
      return [key, { text, ...(fallback !== undefined && { default: fallback }) }] as const;
    }),
);

/** What a parameter (lower case) of a module does; undefined where nothing is written of it. */
export function descriptionOf(module: string, parameter: string): Description | undefined {
  return descriptions.get(`${module}.${parameter}`) ?? descriptions.get(parameter);
}
