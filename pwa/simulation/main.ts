import 'fake-indexeddb/auto';
import { Pipe } from './pipe';
import { takeOver } from './timeline';
import { World } from './world';

/*
 * Usage: node simulation.mjs READ WRITE [trace] [sweep] SEED…, with the numbers of the pipes to and from the
 * server. Gives a line of JSON for each seed; in a sweep, the seed is the number of the commit that fails.
 */

const [reads = '', writes = '', ...rest] = process.argv.slice(2);
const pipe = new Pipe(Number(reads), Number(writes));
const print = rest.includes('trace') ? (line: string) => process.stderr.write(`${line}\n`) : null;
const sweep = rest.includes('sweep');

takeOver();
// A promise that nobody waits for any more fails in silence, as it does on a phone.
process.on('unhandledRejection', () => {});
for (const seed of rest.filter((word) => /^\d+$/.test(word))) {
  const ending = await new World(Number(seed), sweep, pipe, print).run();
  process.stdout.write(`${JSON.stringify(ending)}\n`);
}
