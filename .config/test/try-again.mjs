/** Suites whose tests wait for real processes, windows and the clock; the others answer the same each time. */
const suitesOfTheWorld = new Set(['host', 'daemons', 'fleet', 'editor']);

/** With more failures in a suite than this it is broken, and a second try would only take time. */
const fewFailures = 5;

/**
 * Runs each place once more that failed in a suite of the world, where the suite's failures are few and have places.
 * `run(suite, places)` gives their outcome. Returns the failures parted into those that stay and those whose place passed whole.
 */
export function tryAgain(failures, run) {
  const unsteady = [];
  for (const suite of new Set(failures.map((failure) => failure.suite))) {
    const ofSuite = failures.filter((failure) => failure.suite === suite);
    if (!suitesOfTheWorld.has(suite) || ofSuite.length > fewFailures || ofSuite.some(({ place }) => place === undefined)) continue;
    console.log(`\n== ${suite}, what failed once more`);
    const again = run(suite, [...new Set(ofSuite.map(({ place }) => place))]);
    if (again.failures.some(({ place }) => place === undefined)) continue;
    unsteady.push(...ofSuite.filter(({ place }) => !again.failures.some((failure) => failure.place === place)));
  }
  return { failed: failures.filter((failure) => !unsteady.includes(failure)), unsteady };
}
