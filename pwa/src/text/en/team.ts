import { age, shortly } from '#text/dates';

export const heading = 'Team';
export const phones = 'Phones';
export const phonesHelp =
  'What each phone said when the server last heard it. A phone without a network cannot say more.';
export const noPhones = 'No phone of your team has been heard yet.';
export const offline = 'The server could not be asked. This needs a network.';
export const refresh = 'Ask again';
export const asking = 'Asking…';
export const revoked = 'Shut out';
export const notSaid = 'Has not said what it has unsent';
export const nothing = 'Nothing unsent';
export const workers = 'Who works with whom';
export const workersHelp =
  'All their clients, ended ones too. Choose one to move them to another case manager.';
export const noClients = 'No client of your team is on this phone yet.';
export const nobody = 'Nobody';

/** Counts what a phone last had that the server had not, unsent or refused; and says how old the oldest of it is. */
export function unsent(count: number, oldest: string | null, now: Date): string {
  const since = oldest === null ? '' : `, oldest ${age(oldest, now)}`;
  return `${count} not received yet${since}`;
}

/** Says when a phone was last heard. */
export function lastSeen(at: string, now: Date, zone: string): string {
  return `Last heard ${shortly(at, now, zone)}`;
}

/** Says when the list was asked for. */
export function asked(at: string, now: Date, zone: string): string {
  return `Asked ${shortly(at, now, zone)}`;
}

/** Counts what differed when a phone was compared with the server. */
export function differences(count: number): string {
  return count === 1 ? '1 client differed from the server' : `${count} clients differed from the server`;
}

export const copied =
  'This phone seems to be a copy of another: some of its numbers came twice. Nothing is lost by that.';

/** Says when the storage of a phone was emptied, and whether anything had not arrived by then. */
export function emptied(at: string, missing: number, now: Date, zone: string): string {
  const rest =
    missing === 0
      ? 'Nothing that was written on it is missing.'
      : `${missing === 1 ? '1 entry' : `${missing} entries`} had not arrived and cannot be found: ask what was written.`;
  return `Its browser emptied what was stored on it; it said so ${shortly(at, now, zone)}. ${rest}`;
}
