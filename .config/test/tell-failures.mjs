import { stripVTControlCharacters } from 'node:util';

/** Prints `title` and a line or two for each failure: its suite and name, and the first line of why. Nothing where there is none. */
export function tellFailures(title, failures) {
  if (failures.length === 0) return;
  console.log(`\n${title}:`);
  for (const { suite, name, why } of failures) console.log(`  ${suite}: ${name}\n    ${stripVTControlCharacters(why).split('\n')[0]}`);
}
