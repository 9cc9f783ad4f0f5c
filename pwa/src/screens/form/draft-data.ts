import { same } from '#domain/canonical';
import type { Data } from '#domain/record';
import type { Values } from '#parts/form-values';

/** What a form keeps in its draft: every box as typed, what was shown when editing began, and when that was. */
export interface DraftData {
  readonly begun: string;
  readonly shown: Data;
  readonly values: Values;
}

/** Reads a draft that was found; null where it is not one of ours, so that a strange one never breaks a form. */
export function draftDataOf(data: Readonly<Record<string, unknown>>): DraftData | null {
  const { begun, shown, values } = data;
  if (typeof begun !== 'string' || !isObject(shown) || !isObject(values)) return null;
  return { begun, shown, values };
}

const own = new WeakSet<Values>();

/** Remembers that this was typed in this tab. */
export function markOwn({ values }: DraftData): void {
  own.add(values);
}

/** Whether a draft that was kept is what this tab has typed, or the same as what it shows. */
export function isOwn(kept: DraftData, shown: DraftData): boolean {
  return own.has(kept.values) || same(kept.values, shown.values);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
