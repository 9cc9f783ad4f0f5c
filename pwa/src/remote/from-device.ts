import type { Outside } from '#domain/outside';

/** Lets every request say which device it comes from, for the log; null while that is not known. */
export function fromDevice(outside: Outside, device: () => string | null): Outside {
  return {
    ...outside,
    fetch(path, init) {
      const headers = new Headers(init.headers);
      const id = device();
      if (id) headers.set('Doorstep-Device', id);
      return outside.fetch(path, { ...init, headers });
    },
  };
}
