import type { Files, Marks } from '#domain/outside';

/** What a browser keeps for a site beside its databases; thrown away together with them. */
export class Store {
  readonly #files = new Map<string, Uint8Array>();
  readonly #marks = new Map<string, string>();

  readonly files: Files = {
    folders: async () => [...new Set([...this.#files.keys()].map((path) => path.split('/')[0] ?? ''))],
    list: async (folder) =>
      [...this.#files.keys()]
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    read: async (folder, name) => this.#files.get(`${folder}/${name}`) ?? null,
    write: async (folder, name, bytes) => void this.#files.set(`${folder}/${name}`, bytes),
    remove: async (folder, name) => void this.#files.delete(`${folder}/${name}`),
  };

  readonly marks: Marks = {
    names: () => [...this.#marks.keys()],
    read: (name) => this.#marks.get(name) ?? null,
    write: (name, text) => void this.#marks.set(name, text),
  };
}
