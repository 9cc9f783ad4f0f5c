import { effect, type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { KINDS, type KindName } from '#domain/kinds';
import type { Data, Errors } from '#domain/record';
import { changesOf, dataOf, type Values, valuesOf } from '#parts/form-values';
import { now } from '#parts/now';
import { zone } from '#screens/common/place';
import { dropDraft, finishDraft, isFinished, keepDraft, latestDraft, openDraft } from '#state/drafts';
import { openForm } from '#state/update';
import { useBoxes } from './boxes';
import { type Begun, draftDataOf, glueOf, isOwn, takeUp, typedInto } from './draft-data';
import type { Found } from './found-again';
import { errorsOf, missingOf } from './problems';

interface FormOptions {
  kind: KindName;
  /** The address of the form: its draft is kept under it. */
  key: string;
  /** The word for this form in the list of unfinished things. */
  form: string;
  client: string | null;
  /** What the form shows at first. */
  start: Data;
  /** True where a record is changed, false where one is made. */
  changing?: boolean;
  /** What this form asks for although its kind does not: for each field what is said where it is empty. */
  asks?: Readonly<Record<string, string>>;
}

/** What a person hands in: all data, and for a change only the fields that differ from what was shown. */
export interface Handed {
  data: Data;
  changes: Data;
  shown: Data;
}

export interface Form extends Found {
  kind: KindName;
  client: string | null;
  /** False until it is known whether a draft waits. */
  ready: boolean;
  values: Values;
  /** The boxes that were typed into, whatever stands in them now. */
  typed: readonly string[];
  errors: Errors;
  /** Grows with each try to save that found something wrong. */
  attempt: number;
  saving: boolean;
  /** Saving on the phone itself failed. */
  failed: boolean;
  put(name: string, value: unknown): void;
  submit(save: (handed: Handed) => Promise<void>): Promise<void>;
}

interface State {
  draft: Begun | null;
  found: boolean;
  elsewhere: boolean;
  errors: Errors;
  attempt: number;
  saving: boolean;
  failed: boolean;
}

const fresh: State = {
  draft: null,
  found: false,
  elsewhere: false,
  errors: {},
  attempt: 0,
  saving: false,
  failed: false,
};

/**
 * Keeps a form: every keystroke goes into its draft, a draft that waits is taken up, and saving checks first.
 * A screen has one address all its life (`screens/shown.tsx`), and so has the form on it.
 */
export function useForm(options: FormOptions): Form {
  const { key } = options;
  const state = useSignal(fresh);
  // What the form began with counts, not what came since: the effects run once.
  const latest = useRef(options);
  latest.current = options;
  useBoxes(key);
  useEffect(() => {
    openDraft(key).then((kept) => {
      const draft = kept && draftDataOf(kept.data);
      const { current } = latest;
      state.value = {
        ...fresh,
        draft: draft ? takeUp(draft, current.start) : begin(current),
        found: draft !== null,
      };
    });
  }, [key, state]);
  // At once, and not with the next frame: what is typed until then would be typed over what is not shown.
  useEffect(() => effect(() => follow(latest.current, state)), [state]);
  // A newer version of the app waits while a form is open.
  useEffect(openForm, []);
  return formOf(options, state);
}

/** Shows what was typed last in whichever window, joined with what was typed here, so that none writes over it. */
function follow(options: FormOptions, state: Signal<State>): void {
  const { key, start } = options;
  // What was typed here a moment ago is not shown among the others yet, and stays.
  const kept = latestDraft(key);
  const theirs = kept && draftDataOf(kept.data);
  const isOver = isFinished(key);
  const { found, ...rest } = state.peek();
  const draft = going(options, state.peek());
  if (draft === null || rest.saving) return;
  const isWriting = Object.keys(draft.values).length > 0;
  // What was saved there would be saved here once more.
  if (isOver && kept === undefined && isWriting) state.value = { ...fresh, elsewhere: true };
  if (!theirs || isOwn(theirs, draft)) return;
  // Whoever is writing here has not come back to something forgotten.
  state.value = { ...rest, draft: takeUp(theirs, start), found: found || !isWriting, elsewhere: false };
}

/** Only what is typed is kept in the values: the rest is somebody else's, and may have to be forgotten. */
function begin({ start }: FormOptions): Begun {
  return { begun: now.peek().toISOString(), shown: start, values: {} };
}

/** The draft that a form goes on with; one that was finished elsewhere begins anew, with what stands by now. */
function going(options: FormOptions, { draft, elsewhere }: State): Begun | null {
  return elsewhere ? begin(options) : draft;
}

function boxesOf(kind: KindName, { shown, values }: Begun): Values {
  return { ...valuesOf(kind, shown, zone()), ...values };
}

function formOf(options: FormOptions, state: Signal<State>): Form {
  const { kind, key, form, client } = options;
  const { draft: _, found, ...rest } = state.value;
  const draft = going(options, state.value);
  const patch = (part: Partial<State>) => {
    state.value = { ...state.peek(), ...part };
  };
  return {
    ...rest,
    kind,
    client,
    ready: draft !== null,
    values: draft === null ? {} : boxesOf(kind, draft),
    typed: Object.keys(draft?.values ?? {}),
    found: found && draft !== null ? draft.begun : null,
    put(name, value) {
      const after = typedInto(going(options, state.peek()) ?? begin(options), { [name]: value });
      patch({ draft: after, elsewhere: false });
      keepDraft(key, form, client, { ...after, glue: glueOf(KINDS[kind].fields) });
    },
    keepWriting: () => patch({ found: false }),
    async discard() {
      // First, so that what is typed meanwhile goes into a new one.
      state.value = { ...fresh, draft: begin(options) };
      await dropDraft(key);
      // What another window has typed meanwhile was not thrown away.
      follow(options, state);
    },
    async submit(save) {
      const written = going(options, state.peek());
      const { saving, attempt } = state.peek();
      if (written === null || saving) return;
      const handed = handIn(kind, written);
      const errors = {
        ...missingOf(handed.data, options.asks),
        ...errorsOf(kind, handed.data, options.changing ? handed.changes : null),
      };
      if (Object.keys(errors).length > 0) return patch({ errors, attempt: attempt + 1, failed: false });
      patch({ errors: {}, saving: true, failed: false });
      try {
        await finishDraft(key, () => save(handed));
      } catch {
        // What was typed is still in its draft; the page says that it could not be saved.
        patch({ saving: false, failed: true, attempt: attempt + 1 });
        follow(options, state);
      }
    },
  };
}

function handIn(kind: KindName, draft: Begun): Handed {
  const { shown } = draft;
  const values = boxesOf(kind, draft);
  return { data: dataOf(kind, values, zone()), changes: changesOf(kind, shown, values, zone()), shown };
}
