/** A function of RainerScript's expressions. */
export interface FunctionFact {
  readonly name: string;
  readonly parameters: readonly string[];
  /** How many of the parameters may be left out, from the end. */
  readonly optional: number;
  /** The module that brings it; undefined for one of the core. */
  readonly module?: string;
  readonly since?: string;
  readonly description: string;
}

// name(parameters, [optional]) module|- since|- description; counts from the `scriptFunct` tables of grammar/rainerscript.c and of the
// function modules, 8.2302 and 8.2608.
const table = `
append_json(json, value, [key]) - 8.2602 adds a value to a JSON array, or under a key to an object, and returns the new JSON
b64_decode(text) - 8.2510 decodes Base64
cbool(value) - 8.2606 converts a value to true (1) or false (0)
cef_ext_escape(text) - 8.2606 escapes a text for the extension part of a CEF message
cnum(value) - - converts a value to a number; a text that is none becomes 0
cstr(value) - - converts a value to a text
dyn_inc(bucket, counter) - 8.1901 counts up a counter of a \`dyn_stats()\` bucket; 0 where it worked
exec_template(template) - - returns what a template makes of the message; the name must be a constant
field(text, delimiter, number) - - cuts a text at a delimiter (a character's code, or a text) and returns the field with that number, from 1
format_time(seconds, format) - 8.30 writes a Unix time as \`date-rfc3164\` or \`date-rfc3339\`
get_property(variable, key) - 8.2104 returns the member of a JSON variable whose name or index is computed
getenv(name) - - returns an environment variable of rsyslogd
int2hex(number) - - writes a number in hexadecimal
ip42num(text) - - converts an IPv4 address to a number; -1 where it is none
ipv42num(text) - - converts an IPv4 address to a number; -1 where it is none
is_in_subnet(address, subnet) - 8.2602 1 where an address lies in a subnet in CIDR notation
is_time(text, [format]) - 8.30 1 where a text is a valid time stamp of the format
lookup(table, key) - - returns the value for a key in a lookup table; the table's name must be a constant
ltrim(text) - 8.30 takes blanks off the start
num2ipv4(number) - - converts a number to an IPv4 address
parse_json(text, container) - 8.2 parses JSON into a variable, whose name is given as a text such as \`"\\\\$!data"\`; 0 where it worked
parse_time(text) - 8.30 converts a time stamp to Unix time
parse_time_localtz(text) - 8.2606 converts a time stamp without time zone to Unix time, in the local zone
percentile_observe(bucket, counter, value) - 8.2108 records a value for a \`percentile_stats()\` counter; 0 where it worked
previous_action_suspended() - - 1 where the action before this statement is suspended
prifilt(selector) - - 1 where the message's facility and severity match a selector, a constant such as \`"mail.info"\`
random(limit) - 8.12 a random number from 0 up to below the limit
re_extract(text, expression, match, submatch, default) - - returns a submatch of a POSIX extended regular expression, or the default
re_extract_i(text, expression, match, submatch, default) - 8.2106 as \`re_extract\`, without regard to case
re_match(text, expression) - - 1 where a POSIX extended regular expression matches; the expression must be a constant
re_match_i(text, expression) - 8.2106 as \`re_match\`, without regard to case
replace(text, old, new) - 8.2 replaces each occurrence
rtrim(text) - 8.30 takes blanks off the end
script_error() - - the error of the last function that can fail: 0 where there was none
split(text, separator) - 8.2602 cuts a text at a separator into a JSON array
strlen(text) - - the length of a text in bytes
substring(text, start, length) - 8.30 cuts out a part of a text; a negative length counts from the end
tocef(version, vendor, product, deviceVersion, signature, name, severity, extension) - 8.2606 builds a CEF message
tolower(text) - - converts to lower case
toupper(text) - 8.2510 converts to upper case
wrap(text, wrapper, [escape]) - 8.2 puts a text in front and behind, and escapes the wrapper inside
faup(url) ffaup 8.2112 parses a URL into JSON
faup_credential(url) ffaup 8.2112 the credentials of a URL
faup_domain(url) ffaup 8.2112 the domain of a URL
faup_domain_without_tld(url) ffaup 8.2112 the domain of a URL without its top level
faup_fragment(url) ffaup 8.2112 the fragment of a URL
faup_host(url) ffaup 8.2112 the host of a URL
faup_port(url) ffaup 8.2112 the port of a URL
faup_query_string(url) ffaup 8.2112 the query of a URL
faup_resource_path(url) ffaup 8.2112 the path of a URL
faup_scheme(url) ffaup 8.2112 the scheme of a URL
faup_subdomain(url) ffaup 8.2112 the subdomain of a URL
faup_tld(url) ffaup 8.2112 the top level domain of a URL
hash32(text, [seed]) fmhash 8.35 a hash of 32 bits
hash32mod(text, modulus, [seed]) fmhash 8.35 a hash of 32 bits, modulo a number
hash64(text, [seed]) fmhash 8.35 a hash of 64 bits
hash64mod(text, modulus, [seed]) fmhash 8.35 a hash of 64 bits, modulo a number
http_request(url) fmhttp 8.34 asks a web server and returns its answer; rsyslogd waits for it
pcre_match(text, expression) fmpcre 8.2508 1 where a Perl compatible regular expression matches
unflatten(json, separator) fmunflatten 8.2104 turns keys such as \`a.b\` into nested JSON
`;

function read(line: string): FunctionFact {
  const parts = /^(\w+)\(([^)]*)\) (\S+) (\S+) (.*)$/.exec(line) as RegExpExecArray;
  const [, name = '', list = '', module = '', since = '', description = ''] = parts;
  const parameters = list === '' ? [] : list.split(', ');
  return {
    name,
    parameters: parameters.map((parameter) => parameter.replace(/[[\]]/g, '')),
    optional: parameters.filter((parameter) => parameter.startsWith('[')).length,
    ...(module !== '-' && { module }),
    ...(since !== '-' && { since }),
    description,
  };
}

/** Every function by its name, which is case-sensitive; `exists()` belongs to the grammar. */
export const functions: ReadonlyMap<string, FunctionFact> = new Map(
  table
    .trim()
    .split('\n')
    .map(read)
    .map((fact) => [fact.name, fact] as const),
);
