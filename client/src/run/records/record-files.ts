/** The name of the events' file in a record's folder. */
export const eventsFile = 'events.jsonl';
/** The name of the folder in a record's folder that holds what hosts printed, where that is much: a file for each block and host. */
export const outputsFolder = 'outputs';
