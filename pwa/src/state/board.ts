import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type Board, type BoardAlert, type BoardVisit, byTimeLeft, byUrgency } from '#domain/board';
import { type Cause, causesOf } from '#domain/causes';
import { seesBoard } from '#domain/person';
import { stayAwake } from '#state/awake';
import { offered } from '#state/push';
import { phone } from '#state/session';
import { Watch } from '#state/watch';

const watch = signal<Watch | null>(null);
/** How many screens that show the board are open in this tab. */
export const looking = signal(0);

/** How the watch stands; null before the first answer. */
export const board: ReadonlySignal<Board | null> = computed(() => watch.value?.heard.value?.board ?? null);

/** The time by the server's clock, to the second. */
export const boardNow: ReadonlySignal<number> = computed(() => watch.value?.serverTime() ?? 0);

export interface Freshness {
  /** When the server was last heard, by this device's clock in milliseconds. */
  readonly heard: number | null;
  /** What came of asking last, where that was no board. */
  readonly failing: Watch['failing']['value'];
  /** Nothing was heard for so long that what is shown must not be gone by. */
  readonly stale: boolean;
}

/** How old what the board shows is. */
export const freshness: ReadonlySignal<Freshness> = computed(() => {
  const at = watch.value;
  if (at === null) return { heard: null, failing: null, stale: false };
  return { heard: at.heard.value?.at ?? null, failing: at.failing.value, stale: at.isStale() };
});

/** The alerts, in the order in which to see to them. */
export const alerts: ReadonlySignal<readonly BoardAlert[]> = computed(() =>
  (board.value?.alerts ?? []).toSorted(byUrgency),
);

/** The visits, by the time they have left. */
export const boardVisits: ReadonlySignal<readonly BoardVisit[]> = computed(() =>
  (board.value?.visits ?? []).toSorted(byTimeLeft),
);

/** Whether this tab is somebody's watch: a board is open in it, or its person is on duty. */
export const attentive: ReadonlySignal<boolean> = computed(
  () => looking.value > 0 || board.value?.me.on_duty === true,
);

/** Everything that this tab has to sound for. */
export const causes: ReadonlySignal<readonly Cause[]> = computed(() =>
  attentive.value ? causesOf(board.value, freshness.value.stale, countedNow()) : [],
);

/** The moment to count down to; null while this device catches up after a sleep. */
function countedNow(): number | null {
  return watch.value?.isCatchingUp() ? null : boardNow.value;
}

/** One alert, open or resolved in the last day. */
export function alertOf(id: string): BoardAlert | undefined {
  return [...(board.value?.alerts ?? []), ...(board.value?.closed ?? [])].find((alert) => alert.id === id);
}

/** Keeps asking for whoever is at work here, as long as they may see the board. The answer ends it. */
export function keepWatch(): () => void {
  const end = effect(() => {
    const at = phone.value;
    if (at === null || !seesBoard(at.person.role)) return;
    const mine = new Watch(at.outside, () => attentive.peek());
    watch.value = mine;
    const hear = effect(() => {
      if (at.link.alerted.value > 0) void mine.ask();
    });
    // A push may come where the stream does not.
    const stop = offered.value?.hear(({ type }) => type === 'ALERT' && void mine.ask());
    return () => {
      hear();
      stop?.();
      mine.close();
      watch.value = null;
    };
  });
  return end;
}

/** A screen that shows the board is open. The answer says that it is no longer. */
export function look(): () => void {
  looking.value += 1;
  void watch.peek()?.ask();
  const at = phone.peek();
  const rest = at === null ? () => {} : stayAwake(at.outside);
  return () => {
    looking.value -= 1;
    rest();
  };
}

/** Asks for the board now. */
export async function askBoard(): Promise<void> {
  await watch.peek()?.ask();
}

/** Takes in an alert as the server has just answered it. */
export function takeAlert(alert: BoardAlert): void {
  const others = (list: readonly BoardAlert[]) => list.filter(({ id }) => id !== alert.id);
  const isClosed = alert.state === 'resolved';
  watch.peek()?.amend((known) => ({
    ...known,
    alerts: isClosed ? others(known.alerts) : [...others(known.alerts), alert],
    closed: isClosed ? [alert, ...others(known.closed)] : others(known.closed),
  }));
}
