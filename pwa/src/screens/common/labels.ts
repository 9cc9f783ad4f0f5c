import type { KindName } from '#domain/kinds';
import { labels } from '#text/en';

/** The label of a field, or its own name where this build does not know it. */
export function labelOf(kind: string, field: string): string {
  const label = labels[kind as KindName]?.[field] ?? field;
  return typeof label === 'string' ? label : label.label;
}
