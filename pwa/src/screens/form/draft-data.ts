import { same } from '#domain/canonical';
import type { FieldRule } from '#domain/kinds';
import type { Data } from '#domain/record';
import type { Values } from '#parts/form-values';

/**
 * What a form keeps in its draft: the boxes that were typed into, what was shown when editing began, and when that
 * was. What was shown is null once its client had to be forgotten.
 */
export interface DraftData {
  readonly begun: string;
  readonly shown: Data | null;
  readonly values: Values;
  /** What to put between the words of two windows, in each box that holds words: nothing else can be joined. */
  readonly glue?: Glue;
}

/** For each box that holds words: what to put between those that were typed into two windows at once. */
export type Glue = Readonly<Record<string, string>>;

/** A draft in a form that is open: what its boxes show besides what was typed is known. */
export interface Begun extends DraftData {
  readonly shown: Data;
}

/** What to put between the words of two windows, for boxes of these types. */
export function glueOf(boxes: Readonly<Record<string, Pick<FieldRule, 'type'> | undefined>>): Glue {
  const glue = { long: '\n', text: ' ' };
  const words = Object.entries(boxes).filter(([, rule]) => rule && rule.type in glue);
  return Object.fromEntries(words.map(([name, rule]) => [name, glue[rule?.type as keyof typeof glue]]));
}

/** Reads a draft that was found; null where it is not one of ours, so that a strange one never breaks a form. */
export function draftDataOf(data: Readonly<Record<string, unknown>>): DraftData | null {
  const { begun, shown = null, values } = data;
  if (typeof begun !== 'string' || !isObject(values) || (shown !== null && !isObject(shown))) return null;
  return { begun, shown, values };
}

/**
 * Goes on with a draft that was found in a form that now begins with `start`.
 *
 * Where what was shown is forgotten, the boxes that nobody typed into show what stands now. Of the others nothing has
 * been seen: so what is saved replaces nothing that stands there.
 */
export function takeUp(draft: DraftData, start: Data): Begun {
  const others = Object.entries(start).filter(([name]) => !(name in draft.values));
  return { ...draft, shown: draft.shown ?? Object.fromEntries(others) };
}

const own = new WeakSet<Values>();

/** A draft with what is typed now, remembered as typed in this tab. */
export function typedInto<D extends DraftData>(before: D, typed: Values): D {
  const values = { ...before.values, ...typed };
  own.add(values);
  return { ...before, values };
}

/** Whether a draft that was kept is what this tab has typed, or the same as what it shows. */
export function isOwn(kept: DraftData, shown: DraftData): boolean {
  return own.has(kept.values) || same(kept.values, shown.values);
}

/** The words of a draft, but for what its form had shown: what others wrote is not theirs to keep. */
export function textsOf(data: Readonly<Record<string, unknown>>): string[] {
  const { values = {}, shown } = draftDataOf(data) ?? {};
  const typed = Object.entries(values).filter(([name, value]) => value !== shown?.[name]);
  // Comments have words of their own, each at its place.
  const texts = typed.flatMap(([, value]) =>
    Array.isArray(value) ? value.map((one) => (isObject(one) ? one.text : null)) : value,
  );
  return [...new Set(texts.filter((text) => typeof text === 'string' && text !== ''))] as string[];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
