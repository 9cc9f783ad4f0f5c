import type { Files, Marks, Place } from '#domain/outside';

/* What a browser offers to keep things by, beside the database; in the world of browser.ts. */

/** The origin private file system; null where there is none, or none that a page can write to (Safari before 26). */
export function files(): Files | null {
  const writable =
    typeof FileSystemFileHandle !== 'undefined' && 'createWritable' in FileSystemFileHandle.prototype;
  if (!writable || navigator.storage?.getDirectory === undefined) return null;
  const open = async (folder: string) =>
    (await navigator.storage.getDirectory()).getDirectoryHandle(folder, { create: true });
  return {
    list: async (folder) => {
      const names: string[] = [];
      for await (const name of (await open(folder)).keys()) names.push(name);
      return names;
    },
    read: async (folder, name) => {
      const handle = await (await open(folder)).getFileHandle(name).catch(() => null);
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    write: async (folder, name, bytes) => {
      const handle = await (await open(folder)).getFileHandle(name, { create: true });
      const writer = await handle.createWritable();
      await writer.write(bytes);
      await writer.close();
    },
    remove: async (folder, name) => {
      const gone = (error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'NotFoundError')) throw error;
      };
      await (await open(folder)).removeEntry(name).catch(gone);
    },
  };
}

/** The local storage; null where the person has forbidden it. */
export function marks(): Marks | null {
  try {
    const store = globalThis.localStorage;
    return {
      read: (name) => store.getItem(name),
      write: (name, text) => store.setItem(name, text),
    };
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
