/** Parameters of modules that change, parse, sign or encrypt messages, as descriptions.ts reads them. */
export const messagesDescriptions = `
cry.algo|which cipher encrypts
cry.key|the key itself; for tests only, since everybody who may read the configuration reads it
cry.keyfile|the file with the key
cry.keyprogram|a program that gives the key
cry.mode|the mode of the cipher, such as \`CBC\`
queue.cry.algo|which cipher encrypts the queue's files
queue.cry.key|the key itself; for tests only, since everybody who may read the configuration reads it
queue.cry.keyfile|the file with the key of the queue's files
queue.cry.keyprogram|a program that gives the key of the queue's files
queue.cry.mode|the mode of the cipher, such as \`CBC\`
cry.provider|encrypts what is written, with \`gcry\` or \`ossl\`
sig.provider|signs what is written, with \`ksi_ls12\`
apikey|the key that is shown to the server
apikey_file|the file with the key that is shown to the server
mmaitag.expert.initial_prompt|what the model is told before the messages
mmaitag.inputproperty|what of the message is shown to the model; the whole of it if absent
mmaitag.model|which model judges|gemini-2.0-flash
mmaitag.provider|whose model it is: \`gemini\`, or \`gemini_mock\` for tests|gemini
mmaitag.tag|the variable that gets the verdict|.aitag
mmanon.ipv4.enable|makes IPv4 addresses unrecognisable|on
mmanon.ipv4.bits|how many bits of an IPv4 address are changed, from the right|16
mmanon.ipv4.mode|how: \`zero\`, \`simple\` by a character, \`random\`, or \`random-consistent\`, which gives an address the same one each time|zero
mmanon.ipv4.replacechar|the character of mode \`simple\`|x
mmanon.ipv4.limituniquemaxretries|gives up looking for an address that is not taken yet after so many tries as \`ipv4.uniqueRetryCount\` says|off
mmanon.ipv4.maxretryhandling|what is done then|accept-duplicates
mmanon.ipv4.uniqueretrycount|how many tries there are for an address that is not taken yet|1000
mmanon.ipv6.enable|makes IPv6 addresses unrecognisable|on
mmanon.ipv6.bits|how many bits of an IPv6 address are changed, from the right|96
mmanon.ipv6.anonmode|how: \`zero\`, \`random\` or \`random-consistent\`, which gives an address the same one each time|zero
mmanon.ipv6.limituniquemaxretries|gives up looking for an address that is not taken yet after so many tries as \`ipv6.uniqueRetryCount\` says|off
mmanon.ipv6.maxretryhandling|what is done then|accept-duplicates
mmanon.ipv6.uniqueretrycount|how many tries there are for an address that is not taken yet|1000
mmanon.embeddedipv4.enable|makes IPv6 addresses with an IPv4 address in them unrecognisable|on
mmanon.embeddedipv4.bits|how many bits of such an address are changed, from the right|96
mmanon.embeddedipv4.anonmode|how: \`zero\`, \`random\` or \`random-consistent\`, which gives an address the same one each time|zero
mmanon.embeddedipv4.limituniquemaxretries|gives up looking for an address that is not taken yet after so many tries as \`embeddedipv4.uniqueRetryCount\` says|off
mmanon.embeddedipv4.maxretryhandling|what is done then|accept-duplicates
mmanon.embeddedipv4.uniqueretrycount|how many tries there are for an address that is not taken yet|1000
replacementchar|the character that takes the place of others
mmcount.appname|the program whose messages are counted
mmcount.key|the JSON property whose values are counted; severities if absent
container|the variable that gets what was read
mmdarwin.container|the variable that gets Darwin's answer|!mmdarwin
mmdarwin.fields|the values that are given to Darwin
mmdarwin.filtercode|the code of older Darwin filters|0x00000000
mmdarwin.key|the field that gets the score
mmdarwin.response|what Darwin does: \`no\`, \`back\` gives a score, \`darwin\` hands on, \`both\`|no
mmdarwin.send_partial|asks Darwin even where some fields are missing|off
mmdarwin.socket_max_use|after how many requests the connection is made anew; 0 never
mmdarwin.socketpath|the socket of the Darwin filter
mmdblookup.container|the variable that gets what was found|!iplocation
mmdblookup.fields|what of the database is taken, \`!country!iso_code\` and the like
mmdblookup.key|the property with the address to look up
mmdblookup.mmdbfile|the MaxMind database
reloadonhup|reads its files again on HUP
mmdblookup.reloadonhup|opens the database again on HUP|on
mmexternal.binary|the program, with its parameters; it gets messages and answers with changes in JSON
forcesingleinstance|runs the program once, however many threads there are|off
mmexternal.interface.input|what the program gets: \`msg\`, \`rawmsg\` or \`fulljson\`|msg
mmexternal.interface.output|whether the program answers in JSON|json
mmexternal.output|a file that gets what the program writes
mmexternal.responsetimeout|milliseconds that the program has for an answer; 0 for ever|0
jsonroot|the variable under which the result is put
mmfields.jsonroot|the variable under which the fields are put|!
mmfields.separator|the character between two fields|,
mmgrok.match|the pattern, in grok's words
mmgrok.patterndir|where the patterns are|/usr/share/grok/patterns/base
mmgrok.source|the property or variable to look at
mmgrok.target|the variable that gets what was found
userawmsg|looks at the message as it came, not at its text alone
mmjsonparse.allow_trailing|takes text behind the JSON, in mode \`find-json\`|on
mmjsonparse.container|the variable that gets the JSON|$!
mmjsonparse.cookie|what must stand before the JSON|@cee:
mmjsonparse.max_scan_bytes|how far JSON is looked for, in mode \`find-json\`|65536
mmjsonparse.userawmsg|looks at the message as it came, not at its text alone|off
mmjsontransform.input|the property with the object
mmjsontransform.output|the property that gets the new object; it must be another
mmjsontransform.policy|a YAML file that says what is renamed and dropped
mmjsontransform.policywatch|reads the policy file again when it changes|off
mmjsontransform.policywatchdebounce|how long the policy file must be left alone before it is read again|5s
mmkubernetes.annotation_match|which annotations are taken, as expressions
mmkubernetes.busyretryinterval|seconds to wait where the server is busy; 0 fails at once|5
mmkubernetes.cacheentryttl|seconds after which what was learnt of a pod is asked again|3600
mmkubernetes.cacheexpireinterval|seconds between two looks for what is too old; -1 never, 0 always|-1
mmkubernetes.containerrulebase|the file of rules that read \`CONTAINER_NAME\`|/etc/rsyslog.d/k8s_container_name.rulebase
mmkubernetes.containerrules|rules that read \`CONTAINER_NAME\`
mmkubernetes.de_dot|writes another text for dots in names of labels|on
mmkubernetes.de_dot_separator|the text that stands for a dot|_
mmkubernetes.dstmetadatapath|the variable that gets what was learnt|$!
mmkubernetes.filenamerulebase|the file of rules that read the name of a log file|/etc/rsyslog.d/k8s_filename.rulebase
mmkubernetes.filenamerules|rules that read the name of a log file
mmkubernetes.includenamespacemetadata|asks about the namespace too|on
mmkubernetes.srcmetadatapath|the property with the name of the log file|$!metadata!filename
mmkubernetes.sslpartialchain|trusts a certificate in the middle of a chain|off
mmkubernetes.tokenreloadinterval|seconds between two reads of the token's file|3600
mmleefparse.container|the variable that gets what was read|$!
mmleefparse.cookie|what must stand before the event|LEEF:
mmleefparse.delimiter|the character between two pairs|\\t
mmleefparse.searchcookie|looks for the cookie behind the message's start too|on
mmleefparse.searchwindow|how far the cookie is looked for, in characters|64
mmleefparse.userawmsg|looks at the message as it came, not at its text alone|on
debug|has liblognorm tell what it does|off
debugfile|the file that gets what liblognorm tells
rule|the rules themselves, one in each string
rulebase|the file of rules
mmnormalize.path|the variable that gets what was read|$!
mmnormalize.turbo|uses liblognorm's faster engine|off
mmnormalize.variable|the variable to look at, in place of the message
mmnormalize.allowregex|lets rules hold regular expressions, which are slow|off
mmnormalize.userawmsg|looks at the message as it came, not at its text alone|off
mmpstrucdata.container|the name under which the structured data is put|rfc5424-sd
mmpstrucdata.jsonroot|the variable under which it is put|!
mmpstrucdata.maxstructureddatasize|how long structured data may be, in bytes
mmpstrucdata.sd_name.lowercase|writes names in small letters|on
mmrfc5424addhmac.hashfunction|which hash, as OpenSSL calls it
mmrfc5424addhmac.key|the key
mmrfc5424addhmac.sd_id|the name of the structured data that holds the result
mmsequence.from|the first number|0
mmsequence.key|the name of a counter that several actions share
mmsequence.step|by how much it grows; 0 only looks|1
mmsequence.to|the number before which it begins anew
mmsequence.var|the variable that gets the number|$!mmsequence
mmsnareparse.container|the variable that gets the event|!win
mmsnareparse.rootpath|an older name of \`container\`
mmsnareparse.debugjson|an older name of \`emit.debugJson\`
mmsnareparse.emit.debugjson|adds the list of what was not read, empty too|off
mmsnareparse.emit.rawpayload|keeps the event as it came beside what was read|on
mmsnareparse.definition.file|a JSON file with more sections, fields and events
mmsnareparse.definition.json|the same as JSON in the configuration
mmsnareparse.enable.laps|reads what LAPS tells|on
mmsnareparse.enable.network|reads what is told of the network|on
mmsnareparse.enable.tls|reads what TLS inspection tells|on
mmsnareparse.enable.wdac|reads what application control tells|on
mmsnareparse.ignoretrailingpattern|a text; from there on the end of the message is left out
mmsnareparse.ignoretrailingpattern.regex|an expression; from its match on the end of the message is left out
mmsnareparse.ignoretrailingpattern.searchwindow|how far before the end these are looked for, in characters
mmsnareparse.runtime.config|a JSON file with definitions and options
mmsnareparse.validation.mode|what is done about what cannot be read: \`permissive\`, \`moderate\` warns, \`strict\` gives up|permissive
mmsnareparse.validation_mode|another spelling of \`validation.mode\`
mmtaghostname.forcelocalhostname|gives the message this host's name|off
mmtaghostname.tag|the tag that messages get
mmutf8fix.replacementchar|the character that takes the place of bytes that are no UTF-8
mmutf8fix.replacementsequence|the bytes that take the place of bytes that are no UTF-8
pmciscoios.present.origin|the message names where it comes from|off
pmciscoios.present.xr|the message is of IOS XR, which puts the card in front|off
pmdb2diag.levelpos|at which character the level stands
pmdb2diag.pidstarttoprogstartshift|how many characters behind the process id the program stands
pmdb2diag.timeformat|how the time is written, as strptime(3) has it
pmdb2diag.timepos|at which character the time stands
undefinedpropertyerror|writes an error about each message that no rule reads|off
pmnull.syslogfacility|the facility that messages get, as a number
pmnull.syslogseverity|the severity that messages get, as a number
pmnull.tag|the tag that messages get
pmrfc3164.detect.headerless|finds messages that have no header at all|off
pmrfc3164.detect.yearaftertimestamp|takes a year behind the time as a part of it|off
pmrfc3164.force.tagendingbycolon|takes only what ends in a colon for a tag|off
pmrfc3164.headerless.drop|drops messages without a header|off
pmrfc3164.headerless.errorfile|a file that gets messages without a header
pmrfc3164.headerless.hostname|the host name of messages without a header; else the sender's address
pmrfc3164.headerless.ruleset|the ruleset that gets messages without a header
pmrfc3164.headerless.tag|the tag of messages without a header|headerless
pmrfc3164.permit.atsignsinhostname|takes \`@\` in a host name, as syslog-ng sends it|off
pmrfc3164.permit.slashesinhostname|takes \`/\` in a host name, as syslog-ng's relays send it|off
pmrfc3164.permit.squarebracketsinhostname|takes a host name in square brackets|off
pmrfc3164.remove.msgfirstspace|takes the blank behind the tag away|off
sig.aggregator.hmacalg|which HMAC proves the requests to the aggregator
sig.aggregator.key|the key for the aggregator
sig.aggregator.url|the address of the aggregator
sig.aggregator.user|who logs in at the aggregator
sig.block.levellimit|how many levels the hash tree of a block has at most
sig.block.signtimeout|seconds to wait for a block's signature
sig.block.timelimit|seconds after which a block is signed even where it is not full
sig.confinterval|seconds between two looks at the aggregator's settings
sig.debugfile|the file that the KSI library writes its own log to
sig.debuglevel|how much the KSI library tells, 0 nothing to 5 all
sig.fileformat|which kind of file the signatures are kept in
sig.hashfunction|which hash function the tree is made with
sig.keeprecordhashes|keeps the hash of each line beside the signature
sig.keeptreehashes|keeps the hashes inside of the tree too
sig.randomsource|the file that random bytes are read from
sig.syncmode|whether writing waits for the signature: \`sync\` or \`async\`
`;
