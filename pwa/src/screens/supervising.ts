/** The screens that only a supervisor has: they are fetched apart, so that a case manager's phone starts sooner. */

export { MoveClient } from './caseload/move-client';
export { ConflictsPage } from './conflicts/conflicts-page';
export { HeldPage } from './held/held-page';
export { TeamPage } from './team/team-page';
