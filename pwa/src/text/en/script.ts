import type { BoardAlert, ScriptKey } from '#domain/board';

export interface Script {
  readonly lead: string;
  readonly steps: readonly string[];
  readonly say?: string;
  readonly notSay?: string;
  readonly canTalk?: string;
}

const FREELY =
  'Ask: “Are you all right to talk just now? Yes or no is enough.” No, a strange answer or somebody else’s voice means no.';

const scripts: Readonly<Record<ScriptKey | 'to_check', (who: string) => Script>> = {
  overdue: (who) => ({
    lead: `Ring ${who} now. Most who are late have forgotten to finish, but you only know once you have spoken.`,
    steps: [
      'No answer: let it ring out, and ring again at once.',
      'They can talk: ask where they are and whether they are out of the house. Then they finish the visit on their phone, or you agree on more time.',
      'They cannot talk, or you are not sure: ring 999 and ask for the police.',
      'No answer twice: ring their buddy and their manager. Nobody goes there alone.',
      'Still nothing after 10 minutes, or a risk is known there: ring 999 with the address and the last position.',
    ],
    say: `“Hello ${who}, it is the office. Have you a minute?”`,
    notSay: 'Anything of an alarm, or of being late. Somebody may be listening.',
    canTalk: FREELY,
  }),
  no_contact: (who) => ({
    lead: `${who} had a visit planned, and nothing has been heard since it should have begun. Ring.`,
    steps: [
      'They have not gone in, or the visit was cancelled: they say so on their phone, or you note it here.',
      'They are inside: ask them to start the visit on their phone, or agree on a time and ring again then.',
      'No answer twice: ring their buddy and whoever saw them last.',
      'Nobody knows where they are: treat them as overdue.',
    ],
    say: `“Hello ${who}, it is the office. Have you got there all right?”`,
    canTalk: FREELY,
  }),
  to_check: (who) => ({
    lead: `Something about the visit of ${who} is not as it should be: read why above. Ring.`,
    steps: [
      'They answer and can talk freely: ask what happened, and how they are.',
      'Somebody else answers, or they cannot talk freely: ring 999 and ask for the police.',
      'No answer twice: ring their buddy and their manager. Nobody goes there alone.',
      'Nobody knows how they are: treat them as overdue.',
    ],
    say: `“Hello ${who}, it is the office. Have you a minute?”`,
    notSay: 'Anything of an alarm or of a PIN. Somebody may be listening.',
    canTalk: FREELY,
  }),
  panic: (who) => ({
    lead: `${who} asks for help. Act at once; you can always call the help off later.`,
    steps: [
      'Look where they are: address and last position are on this page.',
      'Ring once. If they cannot answer freely, do not keep them talking.',
      'Ring 999 and ask for the police. Say that a lone worker has called for help, where they are, and what is known of the risk.',
      'Tell the manager on call. Stay with it until somebody has seen them.',
      'They say that it was pressed by accident: believe it only when they can talk freely.',
    ],
    say: `“Hello ${who}, it is the office. Have you a minute?”`,
    notSay: 'That the police are coming. Somebody may be listening.',
    canTalk: FREELY,
  }),
  duress: (who) => ({
    lead: `Do not ring ${who} and do not text. They finished with the number that means: somebody is threatening me. Their phone shows nothing of it.`,
    steps: [
      'Ring 999 and ask for the police. Say that a lone worker has given a silent sign of being threatened.',
      'Give the address, the last position and what is known of the risk. Say that the person there must not learn of the call.',
      'Tell the manager on call. Nobody from the team goes there.',
      'Keep the phone free. Close this only when the police or you yourself have seen them safe.',
    ],
    say: 'If they ring you, speak as on any other day, and let them end the call.',
    notSay: 'Anything of police, alarms or this board. Do not ask what is wrong.',
    canTalk:
      'Ask something that yes or no answers and that gives nothing away: “Shall I move your next appointment?” Yes means: send help.',
  }),
  downgraded: (who) => ({
    lead: `A sign that ${who} is safe came late, because the phone had no signal. Ring to confirm before you close this.`,
    steps: [
      'They answer and can talk freely: close this alert with what they say.',
      'No answer twice, or they cannot talk freely: go on as if the sign had never come.',
    ],
    say: `“Hello ${who}, it is the office. Are you out of there?”`,
    canTalk: FREELY,
  }),
  stand_down: (who) => ({
    lead: `${who} has ended the visit with the right number. See that it fits with what you know, then confirm.`,
    steps: [
      'Nothing seems odd: take it, and close it with how it ended.',
      'A risk is known there, or Help was pressed: speak to them first.',
    ],
    canTalk: FREELY,
  }),
  nobody_watching: () => ({
    lead: 'Somebody is out on a visit, and no monitor on duty has been seen or can be reached.',
    steps: [
      'Go on duty yourself now, and keep this board open.',
      'Ring the monitor whose shift it is. Perhaps a computer went to sleep.',
      'Ring everybody below who is out, and say who watches now.',
    ],
  }),
  engine_degraded: () => ({
    lead: 'Something in the watch itself has failed. Until it is mended, alerts may come late or not at all.',
    steps: [
      'Write down who is out and when each is due. It is on the board.',
      'Ring each of them at that time, and tell them to ring you when they are out.',
      'Tell whoever looks after the server. What is known stands under “What happened”.',
    ],
  }),
  drill: () => ({
    lead: 'This is a drill. Nobody is in danger. Do what you would do.',
    steps: [
      'Take it, so that the others see that you have it.',
      'Read the script of a real alert: would you know whom to ring?',
      'Close it as a drill.',
    ],
  }),
};

/** What to do about an alert, step by step. Where there is a reason to it, something was heard. */
export function scriptOf({
  script,
  reason,
  worker,
}: Pick<BoardAlert, 'script' | 'reason' | 'worker'>): Script {
  const kind = script === 'no_contact' && reason ? 'to_check' : script;
  return scripts[kind](worker?.split(' ')[0] ?? 'the worker');
}
