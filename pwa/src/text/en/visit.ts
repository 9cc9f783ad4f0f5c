import type { Standing } from '#domain/visit';
import { clock } from '#text/dates';

type Knowing = Pick<Standing, 'told' | 'owner' | 'nobodyTold'>;

export const planHeading = 'Plan a visit';
export const changeHeading = 'Change a visit';
export const plan = 'Plan a visit';
export const save = 'Save visit';
export const unknown = 'This visit is not on this phone';
export const yours = 'Your visit';
export const withoutRecord =
  'Whoever this visit is with is not on this phone any more. It is watched all the same: ask for more time here, or finish it.';
export const overWithoutRecord =
  'Whoever it was with is not on this phone any more, so how it went cannot be written here. Tell your supervisor.';
export const visits = 'Visits';
export const noneToday = 'No visit is planned for today.';
export const noneElseToday = 'No other visit is planned for today.';
export const pressing = 'Now and within the hour';
export const visitsToday = 'Visits today';
export const goingOn = 'The visit that goes on';
export const notStarted = 'Planned, and not started';
export const visitsNext = 'Next visits';
export const when = 'When';
export const place = 'Place';
export const purpose = 'Purpose';
export const buddy = 'Buddy';
export const callOff = 'Call this visit off';
export const callOffSure = 'Call this visit off? Then nobody waits for its start.';
export const callOffYes = 'Yes, call it off';
export const callOffNo = 'No, keep it';
export const change = 'Change the plan';
export const calledOff = 'This visit was called off.';
export const otherWorker = 'This is a colleague’s visit. Only they can start it, signed in as themselves.';

// Before
export const readBrief = 'Read the risk brief first';
export const briefFirst = 'Nobody from here has visited them at home before.';
export const briefFlagged = 'A risk is known.';
export const brief = 'Risk brief';
export const alongLabel = 'Who is with you?';
export const alone = 'Do not go in alone: only two people together.';
export const alongHint = `${alone} Their name is sent with the start.`;
export const alongMissing = 'Say who is with you. This visit is not started alone.';
export const notUnlessAgreed =
  'This visit is not started unless your supervisor has agreed to it today, and to how.';
export const agreed = 'My supervisor has agreed';
export const start = 'Start the visit';
export const startHint = 'Press when you are at the door. The timer starts, and your monitors can see it.';

// During
export const finish = 'Finish the visit';
export const moreTime = 'More time';
export const imFine = 'I am all right';
export const fineSaid = 'You said that you are all right. The time stays as it is.';
export const askedTooMuch = 'That is more than a phone may ask for. Ring your monitor to agree on more time.';
export const noReminder = 'No reminder can reach this phone.';
export const noReminderWay = 'Turn on notifications';
export const back = 'Go back';
export const outcomeQuestion = 'How did it go?';
export const outcomes = {
  took_place: 'It took place',
  cancelled: 'Cancelled',
  did_not_attend: 'Did not attend',
};
export const holdToFinish = 'Hold to finish';
export const holdHint = 'Keep it pressed until it is full.';
export const pressAgain = 'Press once more to finish';
export const pinLabel = 'Your PIN';
export const pinHint = 'Four digits. It goes to the server, sealed, and is not kept on this phone.';
export const pinWrong = 'That was not right. Enter your PIN again.';
export const pinMissing = 'Enter the four digits of your PIN.';
export const pinAsked = 'This visit is finished with your PIN.';
export const finishWithPin = 'Finish';

export const inPractice = 'Practice:';

// After
export const writeNote = 'Write a note about it';
export const nearMissQuestion = 'Anything that nearly went wrong?';
export const nearMissYes = 'Yes, say what';
export const toToday = 'Back to today';
export const finishedEarlier = 'This visit is over.';

// Help by phone
export const ring = 'Ring';
export const text = 'Text';
export const noNumber =
  'This phone has not been told your monitors’ number yet. Ring your office or a colleague.';

/** Rings or texts somebody by name. */
export function byName(way: string, name: string | null | undefined): string {
  return `${way} ${name ?? 'your monitors'}`;
}

/** What a text to the monitors begins with. */
export function textBody(name: string): string {
  return `${name} here, on a visit. I have no data connection. `;
}

/** Names a visit by its time: `14:00 to 14:45`. */
export function span(from: string, minutes: number, zone: string): string {
  const to = new Date(Date.parse(from) + minutes * 60_000).toISOString();
  return `${clock(from, zone)} to ${clock(to, zone)}`;
}

/** Titles a visit. */
export function to(name: string): string {
  return `Visit to ${name}`;
}

/** Says whose visit it is. */
export function of(worker: string): string {
  return `${worker}’s visit`;
}

export const heads = {
  notProtected: 'Not protected',
  nobodyWatching: 'Nobody is watching',
  engine: 'Alerts may not work',
  grace: 'Overdue',
  told: 'Your monitors have been told',
  overdue: 'Overdue',
  ending: 'Finished on this phone only',
  ended: 'Visit finished',
};

/** Heads an armed visit. */
export function protectedUntil(due: string, zone: string): string {
  return `Protected until ${clock(due, zone)}`;
}

/** Heads a visit that is nearly over. */
export function minutesLeft(minutes: number): string {
  return minutes < 1 ? 'Less than a minute left' : `${minutes} min left`;
}

/** Says how much time is left. */
export function timeLeft(minutes: number): string {
  return `${minutesLeft(minutes)}.`;
}

/** Says when the server last confirmed. */
export function confirmed(at: string, zone: string): string {
  return `Confirmed ${clock(at, zone)}.`;
}

/** The server says who can be reached: whether nobody is on duty, or nobody of those who are, it does not tell. */
export const nobodyReached = 'Nobody is on duty who can be reached.';

/** Says who is on duty and can be reached, or that nobody is. */
export function onDuty(names: readonly string[] | null): string {
  if (names === null) return 'Not known yet who is on duty.';
  return names.length === 0 ? nobodyReached : `On duty: ${names.join(', ')}.`;
}

/** Says how long the timer runs where nobody would see it. */
export function timerRuns(due: string, zone: string): string {
  return `The timer runs until ${clock(due, zone)}. Ring somebody before you go in.`;
}

export const engineDown =
  'The server has your visit, but says that its alerts may not work now. Ring your monitors.';
export const notReceived = 'The server does not know that you are there. Ring or text before you go in.';
export const notHeardYet = 'What you said last is not sent yet. This phone keeps trying.';
export const refused = 'The server did not take what you pressed last. Ring your monitors.';
export const keepsTrying = 'This phone keeps trying.';
export const dueSoon = 'Finish the visit, or ask for more time.';

/** Says when the monitors will be told. */
export function willBeTold(at: string, zone: string): string {
  return `Your monitors will be told at ${clock(at, zone)}.`;
}

const nobodyKnown =
  'The time of the alert has passed. This phone has not heard that anybody was told. Ring your monitors.';

/** Says that nobody could be told, and whom to ring instead. */
export function nobodyTold(monitor: string | null): string {
  return `Nobody could be told. ${byName(ring, monitor)}.`;
}

/** Says when they were told, and who has it, who knows also where no message went out; or that nobody does. */
export function whoKnows(
  { told, owner, nobodyTold: nobody }: Knowing,
  monitor: string | null,
  zone: string,
): string {
  if (told === null && owner === null) return nobody ? nobodyTold(monitor) : nobodyKnown;
  const when = told === null ? '' : `At ${clock(told, zone)}. `;
  const has = owner === null ? '' : `${owner} is looking after it. `;
  return `${when}${has}Finish the visit, or ring them.`;
}

/** Says that more time is not confirmed. */
export function unconfirmed(minutes: number, alertAt: string | null, zone: string): string {
  const still = alertAt === null ? '' : `: alert still at ${clock(alertAt, zone)}`;
  return `${minutes} min more asked for, not confirmed${still}.`;
}

/** Says what a finish that nobody has heard of means. */
export function finishUnheard(alertAt: string | null, zone: string): string {
  const still = alertAt === null ? '' : ` The alert is still at ${clock(alertAt, zone)}.`;
  return `The server does not know yet.${still} This phone keeps trying. Ring your monitors if it takes long.`;
}

/** Says when it was finished, and when the server had it. */
export function finishedAt(at: string, received: string | null, zone: string): string {
  const had = received === null ? '' : `, received ${clock(received, zone)}`;
  return `Finished ${clock(at, zone)}${had}.`;
}

/** One more bit of time. */
export function more(minutes: number): string {
  return `+${minutes} min`;
}

/** Says when the brief was opened. */
export function briefReadAt(at: string, zone: string): string {
  return `Risk brief read at ${clock(at, zone)}.`;
}

/** What the line on every screen says of a visit that runs; of one that another phone began, not with whom. */
export function line(head: string, name: string | null): string {
  return `${name ?? 'A visit of yours'}: ${head.toLowerCase()}`;
}
