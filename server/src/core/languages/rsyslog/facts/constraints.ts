import { hasReached } from './version.ts';

/** What parameters of one object must have to do with each other. */
export interface Constraint {
  readonly word: string;
  readonly module: string;
  /** `any`: at least one of them; `any-beside`: the same,
   * where the object has any parameter but `type`; `not-both`; `together`: all or none; `requires`: the first needs one of the others;
   * `when`: the first, `name=value|value`, has one of these values and then needs one of the others; `not-when`: it then excludes them. */
  readonly kind:
    | 'any'
    | 'any-beside'
    | 'numbers'
    | 'regex'
    | 'not-both'
    | 'together'
    | 'requires'
    | 'not-blank'
    | 'not-only-blanks'
    | 'not-empty'
    | 'variable'
    | 'long-variable'
    | 'above-zero'
    | 'assignments'
    | 'when'
    | 'not-when';
  readonly parameters: readonly string[];
  readonly since?: string;
  readonly severity: 'error' | 'warning';
}

// word module kind parameters... [@since] [?]; `?` makes it a warning: the action stays without effect, but is there. From the modules' newActInst and
// newInpInst, asked of rsyslogd 8.2302 and 8.2610.
const table = `
action omfile any file dynafile
action omfile not-both file dynafile
action omfile not-blank file
action omfile not-blank dynafile
action omfile above-zero dynafilecachesize @8.2604
action omfwd any target targetsrv @8.2602
action omfwd not-both target targetsrv @8.2602
input imuxsock any socket @8.2608
input imptcp any-beside port path
input imfile regex startmsg.regex
input imfile regex endmsg.regex
input imptcp regex framing.delimiter.regex
input imtcp regex framing.delimiter.regex
action omuxsock any socketname @8.2608
action ompgsql any conninfo server
action mmnormalize any rule rulebase ?
parser pmnormalize any rule rulebase
action mmnormalize not-both rule rulebase
action ommail not-both subject.template subject.text
action omprog not-only-blanks binary
action omprog requires filecreatemode output
input imudp not-both name inputname
input imrelp together tls.mycert tls.myprivkey
input imptcp not-both ratelimit.name ratelimit.interval @8.2510
input imptcp not-both ratelimit.name ratelimit.burst @8.2510
input imtcp not-both ratelimit.name ratelimit.interval @8.2510
input imtcp not-both ratelimit.name ratelimit.burst @8.2510
input imudp not-both ratelimit.name ratelimit.interval @8.2510
input imudp not-both ratelimit.name ratelimit.burst @8.2510
input imrelp not-both ratelimit.name ratelimit.interval @8.2510
input imrelp not-both ratelimit.name ratelimit.burst @8.2510
input imuxsock not-both ratelimit.name ratelimit.interval @8.2510
input imuxsock not-both ratelimit.name ratelimit.burst @8.2510
action omfwd not-both ratelimit.name ratelimit.interval @8.2510
action omfwd not-both ratelimit.name ratelimit.burst @8.2510
action omhttp not-both ratelimit.name ratelimit.interval @8.2510
action omhttp not-both ratelimit.name ratelimit.burst @8.2510
action omelasticsearch not-both ratelimit.name ratelimit.interval @8.2510
action omelasticsearch not-both ratelimit.name ratelimit.burst @8.2510
action omusrmsg not-both ratelimit.name ratelimit.interval @8.2510
action omusrmsg not-both ratelimit.name ratelimit.burst @8.2510
action mmsequence long-variable var
action mmjsonparse variable container
action mmpstrucdata variable jsonroot
action omhttp numbers httpignorablecodes @8.2404
action omhttp numbers httpretrycodes @8.2404
include - any file text
include - not-both file text
action - not-empty queue.spooldirectory @8.2606
ruleset - not-empty queue.spooldirectory @8.2606
main_queue - not-empty queue.spooldirectory @8.2606
property - not-both field.number regex.expression
module imudp together schedulingpolicy schedulingpriority
input imfile not-both startmsg.regex endmsg.regex
input imfile not-when readmode=1|2 startmsg.regex endmsg.regex
action omelasticsearch requires pwd uid
action omelasticsearch when dynsearchindex=on searchindex
action omelasticsearch when dynsearchtype=on searchtype
action omelasticsearch when dynparent=on parent
action omelasticsearch when dynbulkid=on bulkid
action omelasticsearch when dynpipelinename=on pipelinename
action omelasticsearch when writeoperation=create bulkid
action omkafka when dynakey=on key
action omkafka assignments confparam
action omkafka assignments topicconfparam
input imkafka assignments confparam
action omhiredis any mode template
action omhiredis when mode=template template
action omhiredis when mode=queue|publish|set|stream key
action omhiredis when stream.ack=on stream.keyack
action omhiredis when stream.ack=on stream.groupack
action omhiredis when stream.ack=on stream.indexack
action omhiredis when stream.del=on stream.keyack
action omhiredis when stream.del=on stream.indexack
`;

function read(line: string): Constraint {
  const words = line.split(' ');
  const since = words.find((word) => word.startsWith('@'));
  const [word = '', module = '', kind = '', ...parameters] = words.filter((part) => !/^[@?]/.test(part));
  return {
    word,
    module: module === '-' ? '' : module,
    kind: kind as Constraint['kind'],
    parameters,
    ...(since !== undefined && { since: since.slice(1) }),
    severity: words.includes('?') ? 'warning' : 'error',
  };
}

const constraints: readonly Constraint[] = table.trim().split('\n').map(read);

/** The constraints of an object of `module` that hold in `version`. */
export function constraintsOf(word: string, module: string, version: string): readonly Constraint[] {
  return (byWord.get(word) ?? none).filter((one) => (one.module === '' || one.module === module) && hasReached(version, one.since));
}

const none: readonly Constraint[] = [];
const byWord: ReadonlyMap<string, readonly Constraint[]> = new Map(
  constraints.map(({ word }) => [word, constraints.filter((one) => one.word === word)]),
);
