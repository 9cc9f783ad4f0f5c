import 'fake-indexeddb/auto';
import { Pipe } from './pipe';
import { takeOver } from './timeline';
import { World } from './world';

/*
 * Usage: node simulation.js READ WRITE [trace] SEED…, with the numbers of the pipes to and from the server.
 * Gives a line of JSON for each seed.
 */

const [reads = '', writes = '', ...rest] = process.argv.slice(2);
const pipe = new Pipe(Number(reads), Number(writes));
const print = rest[0] === 'trace' ? (line: string) => process.stderr.write(`${line}\n`) : null;

takeOver();
// A promise that nobody waits for any more fails in silence, as it does on a phone.
process.on('unhandledRejection', () => {});
for (const seed of rest.filter((word) => word !== 'trace')) {
  const ending = await new World(Number(seed), pipe, print).run();
  process.stdout.write(`${JSON.stringify(ending)}\n`);
}
