/** Parameters that several objects have, and those of rsyslog itself, as descriptions.ts reads them. */
export const commonDescriptions = `
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
port|the port
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
abortonfailedqueuestartup|does not start where a queue on disk cannot be opened; without it the queue stays in memory|off
allmessagestostderr|writes rsyslogd's own messages to standard error too|off
compactjsonstring|writes JSON without blanks between its parts|off
compatibility.configformat.legacy|legacy directives: \`enable\`, \`warn\` or \`disable\`|enable
compatibility.configformat.property|property filters (\`:msg, contains, …\`): \`enable\`, \`warn\` or \`disable\`|enable
compatibility.configformat.syslogd|selector lines: \`enable\`, \`warn\` or \`disable\`|enable
compatibility.defaults.secure|which defaults count where nothing is said: \`backward-compatible\`, or \`strict\`, which may break a setup|backward-compatible
debug.abortonprogramerror|ends with a core dump where the program finds a mistake of its own; for developers|off
debug.files|source files whose debug output is shown, or hidden where \`debug.whitelist\` is off
debug.gnutls|how much GnuTLS tells in the debug log, 0 nothing to 10 all|0
debug.logfile|the file that debug output goes to; \`RSYSLOG_DEBUGLOG\` in the environment comes before it
debug.onshutdown|writes debug output while rsyslogd stops; needs \`debug.logFile\`|off
debug.unloadmodules|\`off\` keeps modules loaded to the end, so that a memory checker can name their functions|on
debug.whitelist|\`debug.files\` names the files that are shown; \`off\`: the ones that are hidden|on
default.action.queue.timeoutactioncompletion|\`queue.timeoutActionCompletion\` of every action that names none
default.action.queue.timeoutenqueue|\`queue.timeoutEnqueue\` of every action that names none
default.action.queue.timeoutshutdown|\`queue.timeoutShutdown\` of every action that names none
default.action.queue.timeoutworkerthreadshutdown|\`queue.timeoutWorkerThreadShutdown\` of every action that names none
default.ruleset.queue.timeoutactioncompletion|\`queue.timeoutActionCompletion\` of every ruleset that names none
default.ruleset.queue.timeoutenqueue|\`queue.timeoutEnqueue\` of every ruleset that names none
default.ruleset.queue.timeoutshutdown|\`queue.timeoutShutdown\` of every ruleset that names none
default.ruleset.queue.timeoutworkerthreadshutdown|\`queue.timeoutWorkerThreadShutdown\` of every ruleset that names none
defaultnetstreamdrivercrlfile|the file with the certificates that are revoked
defaultopensslengine|the OpenSSL engine to use, by its id
dropmsgswithmaliciousdnsptrrecords|drops messages of a sender whose name in DNS looks like an address: somebody hides behind it|off
environment|variables that are set in rsyslogd's environment, \`NAME=value\` each; they hold from this line on
errormessagestostderr.maxnumber|after so many messages of its own nothing more goes to standard error
inputs.timeout.shutdown|milliseconds that inputs get to end when rsyslogd stops; then they are cancelled|1000
internal.developeronly.options|switches for rsyslog's developers, as a number; leave it alone|0
internalmsg.ratelimit.burst|how many of rsyslogd's own messages pass in an interval|100
internalmsg.ratelimit.interval|seconds over which rsyslogd's own messages are counted|60
internalmsg.severity|rsyslogd's own messages that matter less than this are not written|info
janitor.interval|minutes between two rounds of the janitor, which closes idle files|10
libcapng.default|does not start where capabilities cannot be given up|on
libcapng.enable|gives up the capabilities that are not needed, at start|on
maxopenfiles|how many files and sockets may be open at once
net.acladdhostnameonfail|keeps a sender's name in the list of allowed ones where DNS cannot resolve it now|off
net.aclresolvehostname|resolves names in the list of allowed senders to addresses|on
net.ipprotocol|\`unspecified\`, \`ipv4-only\` or \`ipv6-only\`: what is listened and sent with|unspecified
net.permitaclwarning|writes a warning about messages of senders that are not allowed|on
netstreamdrivercaextrafiles|more files with authorities' certificates, divided by commas; for the driver \`ossl\`
operatingstatefile|a file that notes when rsyslogd runs, so that the next start can tell whether the last end was a clean one
oversizemsg.errorfile|the file that gets messages longer than \`maxMessageSize\`
oversizemsg.input.mode|what becomes of too long messages: \`truncate\`, \`split\` or \`accept\`|truncate
oversizemsg.report|writes an error about each message that is too long|on
parser.controlcharacterescapeprefix|the character that begins an escaped control character|#
parser.droptrailingcronreception|takes one carriage return off the end of a message|off
parser.droptrailinglfonreception|takes a line feed off the end of a message|on
parser.escape8bitcharactersonreceive|writes every byte above 127 as \`#ooo\`; that breaks UTF-8|off
parser.escapecontrolcharacterscstyle|writes control characters as C does: \`\\n\`, \`\\t\`|off
parser.escapecontrolcharactertab|counts the tab among the control characters that are escaped|on
parser.parsehostnameandtag|looks for host name and tag in messages; \`off\` is for senders that give neither|on
parser.spacelfonreceive|makes a blank of each line feed inside a message|off
parser.supportcompressionextension|takes single messages that rsyslog compressed; they begin with \`z\`|on
persource|counts each sender for itself|off
persourcekeytpl|the template that tells senders apart|RSYSLOG_PerSourceKey
persourcemaxstates|how many senders are remembered; the one that was quiet longest is forgotten|10000
persourcepolicy|a YAML file with the limits of single senders
persourcetopn|of how many senders, those that lost most, statistics tell|10
policy|a YAML file with the limits, read again on HUP
policywatch|reads the policy file again when it changes|off
policywatchdebounce|how long the policy file must be left alone before it is read again
privdrop.group.id|the number of the group that rsyslogd gets when it has started
privdrop.group.keepsupplemental|keeps the further groups of the process when privileges are dropped|off
privdrop.user.id|the number of the user that rsyslogd becomes when it has started
processinternalmessages|puts rsyslogd's own messages into its own rules, not into the system's log|off
queue.diskqueueautoupgrade|moves a queue of type \`auto\` to the newer files at the next clean start|off
queue.diskqueueidletimeout|milliseconds after which an empty overflow on disk is removed|60000
queue.diskqueuetype|which kind of files a queue in memory spills to|auto
queue.oncorruption|what is done where the queue's files are damaged|safe
queue.takeflowctlfrommsg|heeds the flow control of the message in this queue too, so that it may hold up an input|off
reportchildprocessexits|which ends of programs that rsyslogd started are told: \`none\`, \`errors\` or \`all\`|errors
reverselookup.cache.ttl.default|seconds after which a sender's name is looked up again
reverselookup.cache.ttl.enable|lets looked up names of senders grow old|off
security.abortonidresolutionfail|does not start where a user or group that is named does not exist|on
senders.reportgoneaway|warns of a sender that was quiet for \`senders.timeoutAfter\`|off
senders.reportnew|tells of each sender that was not known|off
senders.timeoutafter|seconds of silence after which a sender counts as gone|43200
shutdown.enable.ctlc|lets Ctrl-C end rsyslogd; for containers|off
shutdown.queue.doublesize|lets queues grow to twice their size while rsyslogd stops, so that nothing is dropped|off
stdlog.channelspec|where liblogging-stdlog writes rsyslogd's own messages; only while \`processInternalMessages\` is off
systemd.notifyreadydelay|tells systemd that it is ready only when the inputs are|off
variables.casesensitive|minds the case of variables' names|off
core.burst|how many messages pass within \`interval\`; those above are dropped
core.interval|over how many seconds messages are counted; 0 sets no limit
core.severity|messages of this severity and less important ones are counted; others always pass
core.format|how the value is written: \`json\`, \`jsonf\`, \`csv\` and the like
core.datatype|what the value becomes in JSON: \`string\`, \`number\`, \`bool\` or \`auto\`|string
core.omitifzero|leaves the field out where its number is 0|off
core.onempty|what an empty value becomes in JSON: \`keep\`, \`skip\` or \`null\`|keep
core.regex.match|which of several matches is taken, from 0|0
core.text|configuration that is read as if it stood here, most often from \`\` \`echo $NAME\` \`\`
core.id|the name that messages call the time zone by
core.offset|how far the time zone is from UTC: \`+02:00\`
option.jsonftree|makes nested objects of names with dots in them|off
action.ratelimit.name|a \`ratelimit()\` object with \`scope: output\` that slows the action down
resettable|may be set to 0 by \`impstats\`|on
maxcardinality|how many names are counted at once; a name above that is not|2000
unusedmetriclife|seconds after which a name that nobody counted is forgotten|3600
persiststateinterval|after how many counts the state is written; 0 never
persiststatetimeinterval|seconds between two writes of the state; 0 never
statefile.directory|the folder of the file that keeps the state
percentiles|which percentiles are reported, 1 to 100
windowsize|how many values are looked back at
delimiter|the character between the parts of the counters' names|.
`;
