import type { Files, Marks, Place } from '#domain/outside';

/* What a browser offers to keep things by, beside the database; in the world of browser.ts. */

/** Chromium writes beside a file and renames at the end: until then the folder lists that one too. */
const HALF_WRITTEN = '.crswap';

/** The origin private file system; null where there is none, or none that a page can write to (Safari before 26). */
export function files(): Files | null {
  const writable =
    typeof FileSystemFileHandle !== 'undefined' && 'createWritable' in FileSystemFileHandle.prototype;
  if (!writable || navigator.storage?.getDirectory === undefined) return null;
  const gone = (error: unknown) => {
    if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
    return null;
  };
  const open = async (folder: string) =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
  return {
    folders: async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    },
    list: async (folder) => {
      const directory = await open(folder);
      const names: string[] = [];
      for await (const name of directory.keys()) names.push(name);
      // What was half written when the browser was killed stays for ever; what is being written is locked.
      const torn = names.filter((name) => name.endsWith(HALF_WRITTEN));
      await Promise.all(torn.map((name) => directory.removeEntry(name).catch(() => undefined)));
      return names.filter((name) => !torn.includes(name));
    },
    read: async (folder, name) => {
      const handle = await (await open(folder)).getFileHandle(name).catch(gone);
      const file = await handle?.getFile().catch(gone);
      return file ? new Uint8Array(await file.arrayBuffer()) : null;
    },
    write: async (folder, name, bytes) => {
      const handle = await (await open(folder)).getFileHandle(name, { create: true });
      const writer = await handle.createWritable();
      await writer.write(bytes);
      await writer.close();
    },
    remove: async (folder, name) => {
      await (await open(folder)).removeEntry(name).catch(gone);
    },
  };
}

/**
 * The local storage; null where the person has forbidden it.
 *
 * It throws where it is full or, in Firefox, damaged: what was saved a moment before is saved all the same.
 */
export function marks(): Marks | null {
  const store = attempt(() => globalThis.localStorage);
  if (store === null) return null;
  return {
    names: () => attempt(() => Object.keys(store)) ?? [],
    read: (name) => attempt(() => store.getItem(name)),
    write: (name, text) => void attempt(() => store.setItem(name, text)),
  };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Gives a text to the person as a file. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Says where the app runs. Every browser on iOS is Safari inside; an iPad calls itself a Mac with touch. */
export function placeOf({ userAgent, maxTouchPoints }: Navigator): Place {
  const shown = globalThis.matchMedia?.('(display-mode: standalone)').matches;
  if (shown) return 'installed';
  const ios = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
  return ios ? 'ios_tab' : 'tab';
}
