/** What stands in the way of knowing what rsyslogd would do: said to the person, never guessed. */
export class NotComputed extends Error {
  /** Whether it is the text that is too much for us (a huge expression), not the configuration that says something we cannot know. */
  constructor(reason: string) {
    super(reason);
    this.name = 'NotComputed';
  }
}
