import { readSync, writeSync } from 'node:fs';

/** The other end of two pipes: says something, and waits, with everything else standing still, for the answer. */
export class Pipe {
  readonly #reads: number;
  readonly #writes: number;

  constructor(reads: number, writes: number) {
    this.#reads = reads;
    this.#writes = writes;
  }

  ask<T>(message: object): T {
    const body = Buffer.from(JSON.stringify(message));
    const head = Buffer.alloc(4);
    head.writeUInt32LE(body.length);
    this.#write(Buffer.concat([head, body]));
    return JSON.parse(this.#read(this.#read(4).readUInt32LE()).toString()) as T;
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#writes, bytes, done);
  }

  #read(count: number): Buffer {
    const bytes = Buffer.alloc(count);
    for (let done = 0; done < count; ) {
      const got = readSync(this.#reads, bytes, done, count - done, null);
      if (got === 0) throw new Error('The server has gone away.');
      done += got;
    }
    return bytes;
  }
}
