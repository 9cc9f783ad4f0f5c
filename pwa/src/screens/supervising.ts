/** The screens that only a supervisor has. */

export { MoveClient } from './caseload/move-client';
export { ConflictsPage } from './conflicts/conflicts-page';
export { Desk } from './desk/desk';
export { HeldPage } from './held/held-page';
export { NearMissesPage } from './near-misses/near-misses-page';
export { QuestionsPage } from './questions/questions-page';
export { GiveBack } from './review/give-back';
export { ReviewPage } from './review/review-page';
export { RisksPage } from './risks/risks-page';
export { ClientSeen, PersonSeen } from './seen/seen-pages';
export { AddSupervision } from './supervision/add-supervision';
export { ChangeSupervision } from './supervision/change-supervision';
export { TeamPage } from './team/team-page';
export { WorkerPage } from './team/worker-page';
