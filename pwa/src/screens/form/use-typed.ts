import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { same } from '#domain/canonical';
import type { Values } from '#parts/form-values';
import { now } from '#parts/now';
import {
  type Draft,
  drafts,
  dropDraft,
  finishDraft,
  isFinished,
  keepDraft,
  keepDraftsNow,
  latestDraft,
} from '#state/drafts';
import { useBoxes } from './boxes';
import { type DraftData, draftDataOf, glueOf, isOwn, typedInto } from './draft-data';
import type { Found } from './found-again';

interface TypedOptions<V extends Values> {
  /** The address of the page; on a page with several, `#` and the id of the element that the boxes are in. */
  key: string;
  /** The word for these boxes in the list of unfinished things. */
  form: string;
  client?: string | null;
  /** What the boxes show at first. */
  start: V;
  /** Those of them that hold words, and whether in one line: of two windows, the words of both are kept. */
  words?: Parameters<typeof glueOf>[0];
}

/** What is typed into boxes that are not the form of a record. */
export interface Typed<V extends Values> extends Found {
  values: V;
  /** What has come to stand since in a box that was typed into: the box hides it. */
  since: Partial<V>;
  put(part: Partial<V>): void;
  /** The server has taken what stood here when this was drawn: the draft goes, unless any window has typed more. */
  taken(): Promise<void>;
  /**
   * Runs what saves the words on this phone: the draft goes with it, unless more was typed meanwhile. Once at a time:
   * thumbs press twice.
   */
  finish(save: () => Promise<void>): Promise<void>;
}

interface Mine {
  draft: DraftData;
  /** The turn of the draft that this was typed over. */
  over: number | undefined;
}

/**
 * Keeps what is typed into some boxes: every keystroke goes into a draft, and a draft that waits is taken up. The boxes
 * of another page, or of another entry in a list, are others (`screens/shown.tsx`).
 */
export function useTyped<V extends Values>({
  key,
  form,
  client = null,
  start,
  words = {},
}: TypedOptions<V>): Typed<V> {
  const typed = useSignal<Mine | null>(null);
  const known = useSignal(false);
  const saving = useRef(false);
  const kept = drafts.value.find((draft) => draft.key === key);
  // Asked anew each time: between one drawing and the next something may be typed again.
  const unfinished = (one: Mine | null) => (isFinished(key) ? null : one);
  const mine = unfinished(typed.value);
  const draft = standing(mine, kept);
  useDraftOf(key);
  const values: V = { ...start, ...draft?.values };
  const clear = () => {
    typed.value = null;
    known.value = false;
  };
  const discard = async () => {
    clear();
    await dropDraft(key);
  };
  return {
    values,
    elsewhere: typed.value !== null && isFinished(key),
    since: sinceOf(draft, start),
    found: draft !== null && draft !== mine?.draft && !known.value ? draft.begun : null,
    put(part) {
      const after = typedInto(standing(unfinished(typed.peek()), kept) ?? begin(start), part);
      typed.value = { draft: after, over: kept?.turn };
      if (isSame(after.values, start)) void dropDraft(key);
      else keepDraft(key, form, client, { ...after, glue: glueOf(words) });
    },
    keepWriting() {
      known.value = true;
    },
    discard,
    async taken() {
      const since = standing(unfinished(typed.peek()), latestDraft(key))?.values ?? {};
      if (isSame(since, values)) await discard();
    },
    async finish(save) {
      if (saving.current) return;
      saving.current = true;
      const saved = typed.peek();
      try {
        await finishDraft(key, save);
        if (typed.peek() === saved) clear();
      } finally {
        saving.current = false;
      }
    },
  };
}

/** Whether something was typed there and not finished. */
export function isBegun(key: string): boolean {
  return drafts.value.some((draft) => draft.key === key);
}

/** Only what is typed is kept: the other boxes show what somebody else may have changed by then. */
function begin(start: Values): DraftData {
  return { begun: now.peek().toISOString(), shown: start, values: {} };
}

function sinceOf<V extends Values>(draft: DraftData | null, start: V): Partial<V> {
  const values: Values = draft?.values ?? {};
  const shown = draft?.shown ?? {};
  const hidden = (name: string) => name in values && !same(start[name], values[name]);
  const moved = Object.keys(start).filter((name) => hidden(name) && !same(start[name], shown[name]));
  return Object.fromEntries(moved.map((name) => [name, start[name]])) as Partial<V>;
}

function isSame(typed: Values, shown: Values): boolean {
  return Object.entries(typed).every(([name, value]) => same(value, shown[name]));
}

/** What counts: what was typed here, unless another tab has typed since. */
function standing(mine: Mine | null, kept: Draft | undefined): DraftData | null {
  const theirs = kept === undefined ? null : draftDataOf(kept.data);
  if (mine === null || theirs === null) return mine?.draft ?? theirs;
  return kept?.turn === mine.over || isOwn(theirs, mine.draft) ? mine.draft : theirs;
}

/** Whoever comes from the list of unfinished things sees the boxes that they came for. */
function useDraftOf(key: string): void {
  useBoxes(key);
  // Boxes that go from the screen may be back at once, and must show the last word.
  useEffect(() => keepDraftsNow, []);
  useEffect(() => {
    const [, id = ''] = key.split('#');
    if (id !== '' && location.hash === `#${id}`) document.getElementById(id)?.scrollIntoView();
  }, [key]);
}
