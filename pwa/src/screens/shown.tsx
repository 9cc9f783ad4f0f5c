import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { clientOf, recordOf } from '#state/records';
import { phone } from '#state/session';

type Found = { client: string | null; record: string | null };
type Find = (named: readonly string[]) => Found | null;
type Component = ComponentType<never> & { preload?: () => unknown };

/** A screen that says what it shows of people; in the table of addresses there are no others. */
export type Screen = ComponentType<Record<string, string>> & { preload?: () => unknown; find: Find };

/** Screens about the client whom their address names first, and a record of theirs named second. */
export const ofClient = showing(([client = '', record = null]) =>
  clientOf(client) === undefined ? null : { client, record },
);

/** Screens about the record that their address names, last where it names more. */
export const ofRecord = showing((named) => {
  const record = named.at(-1) ?? '';
  const found = recordOf(record);
  return found === undefined ? null : { client: found.client, record };
});

/** Screens with the names of many. */
export const ofMany = showing(() => ({ client: null, record: null }));

/** Screens that show nobody; or what the server gives only now, and enters in its log itself. */
export const ofNobody = showing(() => null);

function showing(find: Find) {
  return (screens: Readonly<Record<string, Component>>): Record<string, Screen> =>
    Object.fromEntries(Object.entries(screens).map(([path, screen]) => [path, shown(path, screen, find)]));
}

function shown(path: string, component: Component, find: Find): Screen {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  const Inner = component as ComponentType<object>;
  function Shown(props: Record<string, string>) {
    const named = names.flatMap((name) => props[name] ?? []);
    const found = find(named);
    const there = found !== null;
    const { client, record } = found ?? { client: null, record: null };
    useEffect(() => {
      if (there) note(path, { client, record });
    }, [there, client, record]);
    // What was pressed about one is not pressed about the next whom the same screen shows.
    return <Inner key={named.join(' ')} {...props} />;
  }
  return Object.assign(Shown, { find, ...(component.preload && { preload: component.preload }) });
}

function note(screen: string, { client, record }: Found): void {
  const ofClient = client === null ? null : 'client';
  const kind = record === null ? ofClient : (recordOf(record)?.kind ?? null);
  const clients = client === null ? [] : [client];
  void phone.value?.views.note({ verb: 'viewed', screen, kind, record, clients });
}
