import { afterEach, describe, expect, test, vi } from 'vitest';
import { addClient } from '#state/actions';
import { download, files, marks, placeOf } from '#state/keeping';
import { clients } from '#state/records';
import { start } from '#state/session';
import { closeApp, JEAN, newPhone } from './support/phone';

afterEach(() => vi.unstubAllGlobals());

const missing = () => new DOMException('Not there.', 'NotFoundError');

/** The origin private file system in small, with nothing of ours in it; gives what lies in its folders. */
function fileSystem() {
  const folders = new Map<string, Map<string, Uint8Array>>();
  class FileSystemFileHandle {
    readonly #folder: Map<string, Uint8Array>;
    readonly #name: string;
    constructor(folder: Map<string, Uint8Array>, name: string) {
      this.#folder = folder;
      this.#name = name;
    }
    async createWritable() {
      return {
        write: async (bytes: Uint8Array) => void this.#folder.set(this.#name, bytes),
        close: async () => undefined,
      };
    }
    async getFile() {
      const bytes = this.#folder.get(this.#name);
      if (bytes === undefined) throw missing();
      return new Blob([bytes as Uint8Array<ArrayBuffer>]);
    }
  }
  const getDirectoryHandle = async (name: string) => {
    const folder = folders.get(name) ?? new Map<string, Uint8Array>();
    folders.set(name, folder);
    return {
      keys: () => folder.keys(),
      getFileHandle: async (file: string, options?: { create: boolean }) => {
        if (!folder.has(file)) {
          if (!options?.create) throw missing();
          folder.set(file, new Uint8Array());
        }
        return new FileSystemFileHandle(folder, file);
      },
      removeEntry: async (file: string) => {
        if (!folder.delete(file)) throw missing();
      },
    };
  };
  vi.stubGlobal('FileSystemFileHandle', FileSystemFileHandle);
  vi.stubGlobal('navigator', { storage: { getDirectory: async () => ({ getDirectoryHandle }) } });
  return folders;
}

describe('the files of this site', () => {
  test('are written, listed, read and removed', async () => {
    fileSystem();
    const all = files();
    await all?.write('folder', 'a', new Uint8Array([1, 2]));
    expect(await all?.list('folder')).toEqual(['a']);
    expect(await all?.read('folder', 'a')).toEqual(new Uint8Array([1, 2]));
    await all?.remove('folder', 'a');
    await all?.remove('folder', 'a');
    expect(await all?.read('folder', 'a')).toBeNull();
  });

  test('that a killed browser left half written are not listed, and cleared away', async () => {
    const folders = fileSystem();
    const all = files();
    await all?.write('folder', 'a', new Uint8Array([1, 2]));
    folders.get('folder')?.set('a.crswap', new Uint8Array([1]));
    expect(await all?.list('folder')).toEqual(['a']);
    expect([...(folders.get('folder')?.keys() ?? [])]).toEqual(['a']);
  });

  test('that another tab takes away while they are read are not there', async () => {
    fileSystem();
    const all = files();
    await all?.write('folder', 'a', new Uint8Array([1, 2]));
    const reading = all?.read('folder', 'a');
    await all?.remove('folder', 'a');
    expect(await reading).toBeNull();
  });

  test('are done without where a browser has none', () => {
    vi.stubGlobal('navigator', {});
    expect(files()).toBeNull();
  });
});

test('marks lie in the local storage, where that is allowed', () => {
  const store = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, text: string) => void store.set(name, text),
  });
  marks()?.write('a', '1');
  expect([marks()?.read('a'), marks()?.read('b')]).toEqual(['1', null]);
});

test('marks that a full or damaged local storage does not take stop nobody', async () => {
  const { world } = await newPhone();
  const fail = () => {
    throw new DOMException('Full.', 'QuotaExceededError');
  };
  vi.stubGlobal('localStorage', { getItem: fail, setItem: fail });
  await start({ ...world.tab(), marks: marks() });
  await addClient(JEAN);
  expect(clients.value).toHaveLength(1);
  await closeApp();
});

test('a text is given as a file under its name', () => {
  const clicked: object[] = [];
  const link = { click: () => void clicked.push(link) };
  vi.stubGlobal('document', { createElement: () => link });
  vi.useFakeTimers();
  download('notes.json', '{}');
  vi.runAllTimers();
  vi.useRealTimers();
  expect(clicked).toMatchObject([{ download: 'notes.json', href: expect.stringMatching(/^blob:/) }]);
});

test('a tab on an iPhone or iPad is told from the installed app, and from all others', () => {
  const agents = {
    iphone: { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0)', maxTouchPoints: 5 },
    ipad: { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X)', maxTouchPoints: 5 },
    mac: { userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X)', maxTouchPoints: 0 },
  };
  const places = () => Object.values(agents).map((agent) => placeOf(agent as Navigator));
  expect(places()).toEqual(['ios_tab', 'ios_tab', 'tab']);
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  expect(places()).toEqual(['installed', 'installed', 'installed']);
});
