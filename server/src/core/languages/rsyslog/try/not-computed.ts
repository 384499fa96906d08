/** What stands in the way of knowing what rsyslogd would do: said to the person, never guessed. */
export class NotComputed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotComputed';
  }
}
