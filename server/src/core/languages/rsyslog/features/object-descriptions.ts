/** What each object of rsyslog is for, in a few words that go on from its name. */
export const objectDescriptions: Readonly<Record<string, string>> = {
  module: 'loads a module, and sets what holds for all of it; once for each module',
  input: 'makes one more source of messages, of a module that was loaded before',
  action: 'does something with the message: writes it, sends it, changes it',
  ruleset: 'holds statements that inputs and `call` send messages to; with queue parameters it has a queue of its own',
  template: 'says how a message is written, or how a file name is made',
  property: 'puts a property of the message into a list template',
  constant: 'puts a fixed text into a list template',
  global: 'sets what holds for the whole of rsyslogd',
  main_queue: 'sets the queue that all messages pass; once',
  include: 'reads another file, or the files of a glob, at this place',
  lookup_table: 'loads a table of values for `lookup()`',
  parser: 'makes a parser with settings of its own, for use in a ruleset',
  timezone: 'gives the offset of a time zone that senders name in their time stamps',
  dyn_stats: 'makes a bucket of counters for `dyn_inc()`',
  percentile_stats: 'makes a bucket of values for `percentile_observe()`',
  ratelimit: 'makes a rate limit that inputs and actions can name',
};
