/** The name of the events' file in a record's folder. */
export const eventsFile = 'events.jsonl';
