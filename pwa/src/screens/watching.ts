/** The screens of those who watch. */

export { AlertPage } from './alert/alert-page';
export { BoardVisitPage } from './alert/board-visit-page';
export { DutyPage } from './duty/duty-page';
export { BoardPage } from './watch/board-page';
export { WallPage } from './watch/wall-page';
