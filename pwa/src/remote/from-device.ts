import type { Outside } from '#domain/outside';

/**
 * Lets every request say whose it is, for a cookie may be somebody else's by now: then the server refuses it; and
 * which device it comes from, for the log; null while that is not known.
 */
export function fromDevice(outside: Outside, person: string, device: () => string | null): Outside {
  return {
    ...outside,
    fetch(path, init) {
      const headers = new Headers(init.headers);
      headers.set('Doorstep-Person', person);
      const id = device();
      if (id) headers.set('Doorstep-Device', id);
      return outside.fetch(path, { ...init, headers });
    },
  };
}
