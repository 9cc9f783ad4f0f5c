import { same } from '#domain/canonical';

type Typed = Readonly<Record<string, unknown>>;

/**
 * What stays of a draft when its client is to be forgotten: the boxes that somebody typed into, without what the
 * form had shown. The same draft where nothing was shown in it.
 */
export function ownWords<D extends { readonly data: Typed }>(draft: D): D {
  const { shown, values, ...rest } = draft.data;
  if (!isObject(shown)) return draft;
  const typed = Object.entries(isObject(values) ? values : {}).filter(
    ([name, value]) => !same(value, shown[name]) && !(isBlank(value) && isBlank(shown[name])),
  );
  return { ...draft, data: { ...rest, values: Object.fromEntries(typed) } };
}

/** What stays of a draft when these are to be forgotten: all of it where it is about none of them. */
export function afterForgetting<
  D extends { readonly key: string; readonly client: string | null; readonly data: Typed },
>(draft: D, scopes: ReadonlySet<string>): D {
  return isAbout(draft, scopes) ? ownWords(draft) : draft;
}

/** Whether a draft is about one of these: its client, or the record in its address where that is about nobody. */
export function isAbout(
  { key, client }: { readonly key: string; readonly client: string | null },
  scopes: ReadonlySet<string>,
): boolean {
  return scopes.has(client ?? '') || key.split(/[/?#]/).some((part) => scopes.has(part));
}

function isObject(value: unknown): value is Typed {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBlank(value: unknown): boolean {
  return (value ?? '') === '' || (Array.isArray(value) && value.length === 0);
}
