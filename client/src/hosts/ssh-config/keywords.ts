/** Keywords that ssh_config(5) knows up to OpenSSH 10.2, in lower case, with old names, and those of Debian's, Fedora's and Apple's ssh. */
const known: ReadonlySet<string> = new Set(
  (
    'addkeystoagent addressfamily batchmode bindaddress bindinterface canonicaldomains canonicalizefallbacklocal canonicalizehostname ' +
    'canonicalizemaxdots canonicalizepermittedcnames casignaturealgorithms certificatefile challengeresponseauthentication channeltimeout ' +
    'checkhostip ciphers clearallforwardings compression connectionattempts connecttimeout controlmaster controlpath controlpersist ' +
    'dynamicforward enableescapecommandline enablesshkeysign escapechar exitonforwardfailure fingerprinthash forkafterauthentication ' +
    'forwardagent forwardx11 forwardx11timeout forwardx11trusted gatewayports globalknownhostsfile gssapiauthentication ' +
    'gssapiclientidentity gssapidelegatecredentials gssapikexalgorithms gssapikeyexchange gssapirenewalforcesrekey gssapiserveridentity ' +
    'gssapitrustdns hashknownhosts host hostbasedacceptedalgorithms hostbasedauthentication hostbasedkeytypes hostkeyalgorithms ' +
    'hostkeyalias hostname identitiesonly identityagent identityfile ignoreunknown include ipqos kbdinteractiveauthentication ' +
    'kbdinteractivedevices kexalgorithms knownhostscommand localcommand localforward loglevel logverbose macs match ' +
    'nohostauthenticationforlocalhost numberofpasswordprompts obscurekeystroketiming passwordauthentication permitlocalcommand ' +
    'permitremoteopen pkcs11provider port preferredauthentications proxycommand proxyjump proxyusefdpass pubkeyacceptedalgorithms ' +
    'pubkeyacceptedkeytypes pubkeyauthentication refuseconnection rekeylimit remotecommand remoteforward requesttty requiredrsasize ' +
    'revokedhostkeys rsaminsize securitykeyprovider sendenv serveralivecountmax serveraliveinterval sessiontype setenv skeyauthentication ' +
    'stdinnull streamlocalbindmask streamlocalbindunlink stricthostkeychecking syslogfacility tag tcpkeepalive tisauthentication tunnel ' +
    'tunneldevice updatehostkeys user userknownhostsfile useroaming usekeychain verifyhostkeydns versionaddendum visualhostkey ' +
    'warnweakcrypto xauthlocation afstokenpassing cipher compressionlevel dsaauthentication fallbacktorsh globalknownhostsfile2 identityfile2 ' +
    'kerberosauthentication kerberostgtpassing keepalive protocol protocolkeepalives rhostsauthentication rhostsrsaauthentication ' +
    'rsaauthentication setuptimeout smartcarddevice useblacklistedkeys useprivilegedport usersh userknownhostsfile2'
  ).split(' '),
);

/** Whether ssh_config(5) has the keyword, which is in lower case. */
export function isKeyword(keyword: string): boolean {
  return known.has(keyword);
}

/** Keywords that stand before one argument, which more words behind it would change the meaning of. */
export const oneArgument: ReadonlySet<string> = new Set([
  'addressfamily',
  'bindaddress',
  'certificatefile',
  'connecttimeout',
  'hostkeyalias',
  'hostname',
  'identitiesonly',
  'identityagent',
  'identityfile',
  'port',
  'proxyjump',
  'revokedhostkeys',
  'serveralivecountmax',
  'serveraliveinterval',
  'stricthostkeychecking',
  'user',
]);

/** What would change which host is reached, or whose key is trusted, and is not followed; with the values that say so. */
export const notFollowed: Readonly<Record<string, RegExp>> = {
  bindinterface: /./,
  canonicalizehostname: /^(?:yes|true|always)$/i,
  knownhostscommand: /^(?!none$)./i,
  pkcs11provider: /^(?!none$)./i,
  proxyusefdpass: /^(?:yes|true)$/i,
};
