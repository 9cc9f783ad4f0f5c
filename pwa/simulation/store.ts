import type { Files, Marks } from '#domain/outside';

const decoder = new TextDecoder();

/** What a browser keeps for a site beside its databases; thrown away together with them. */
export class Store {
  readonly #full: () => boolean;
  #files = new Map<string, Uint8Array>();
  #marks = new Map<string, string>();

  /** `full` tells whether there is no room for another file. */
  constructor(full: () => boolean) {
    this.#full = full;
  }

  /** The same once more, for another phone. */
  copy(full: () => boolean): Store {
    const copy = new Store(full);
    copy.#files = new Map(this.#files);
    copy.#marks = new Map(this.#marks);
    return copy;
  }

  /** Everything that lies here, as text, with the place where it lies. */
  contents(): { place: string; text: string }[] {
    const files = [...this.#files].map(([path, bytes]) => ({
      place: `the file ${path}`,
      text: decoder.decode(bytes),
    }));
    return [...files, ...[...this.#marks].map(([name, text]) => ({ place: `the mark ${name}`, text }))];
  }

  readonly files: Files = {
    folders: async () => [...new Set([...this.#files.keys()].map((path) => path.split('/')[0] ?? ''))],
    list: async (folder) =>
      [...this.#files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    read: async (folder, name) => this.#files.get(`${folder}/${name}`) ?? null,
    write: async (folder, name, bytes) => {
      if (this.#full()) throw new DOMException('No room.', 'QuotaExceededError');
      this.#files.set(`${folder}/${name}`, bytes);
    },
    remove: async (folder, name) => void this.#files.delete(`${folder}/${name}`),
  };

  readonly marks: Marks = {
    names: () => [...this.#marks.keys()],
    read: (name) => this.#marks.get(name) ?? null,
    write: (name, text) => void this.#marks.set(name, text),
  };
}
