/*
 * The one seam between a thing and the bytes that lie on the disk. Today the bytes are its JSON; later they are
 * encrypted, which takes time. So seal before a transaction is opened: awaiting inside one closes it.
 */

const writer = new TextEncoder();
const reader = new TextDecoder();

/** Turns a thing into the bytes that are stored. */
export async function seal(thing: unknown): Promise<Uint8Array<ArrayBuffer>> {
  return writer.encode(JSON.stringify(thing));
}

/** Turns stored bytes back into things, in their order. */
export async function openAll<T>(sealed: readonly Uint8Array[]): Promise<T[]> {
  return sealed.map((bytes) => JSON.parse(reader.decode(bytes)) as T);
}
