import type { Person } from '#domain/person';
import { paths } from '#screens/common/paths';
import { later } from '#screens/later';
import { ofClient, ofMany, ofNobody, ofRecord, type Screen } from '#screens/shown';

/** Address to screen. Where two addresses fit, the first counts. */
export type Screens = Record<string, Screen>;

// One file each, so that the app starts with none of them.
const today = later(() => import('#screens/today/today'));
const cases = later(() => import('#screens/cases'));
const supervising = later(() => import('#screens/supervising'));
const watching = later(() => import('#screens/watching'));
const ruling = later(() => import('#screens/ruling'));
const entering = later(() => import('#screens/entering'));
const visiting = later(() => import('#screens/visiting'));
const phone = later(() => import('#screens/phone/phone-page'));
const supervision = later(() => import('#screens/supervision/supervision-page'));
const homes = later(() => import('#screens/homes/homes'));

/** What every address leads to while nobody is signed in. */
export const SignIn = entering('SignIn');

const forEverybody: Screens = ofNobody({
  [paths.signIn]: SignIn,
  [paths.phone]: phone('PhonePage'),
});

const forCases: Screens = {
  ...ofNobody({
    [paths.newClient]: cases('AddClient'),
    [paths.openAccess]: cases('OpenAccess'),
    [paths.pins]: visiting('PinsPage'),
    [paths.practice]: visiting('PracticePage'),
  }),
  ...ofMany({ [paths.clients]: cases('ClientsList') }),
  ...ofClient({
    [paths.client(':id')]: cases('ClientPage'),
    [paths.editClient(':id')]: cases('EditClient'),
    [paths.newContact(':id')]: cases('AddContact'),
    [paths.contact(':id', ':contact')]: cases('ChangeContact'),
    [paths.newNote(':id')]: cases('WriteNote'),
    [paths.note(':id', ':note')]: cases('NotePage'),
    [paths.mendNote(':id', ':note')]: cases('MendNote'),
    [paths.addendum(':id', ':note')]: cases('AddAddendum'),
    [paths.newVisit(':id')]: visiting('PlanVisit'),
    [paths.visit(':id', ':visit')]: visiting('VisitPage'),
    [paths.changeVisit(':id', ':visit')]: visiting('ChangeVisit'),
    [paths.risk(':id')]: visiting('RiskPage'),
    [paths.newRisk(':id')]: visiting('AddRisk'),
    [paths.changeRisk(':id', ':risk')]: visiting('ChangeRisk'),
    [paths.nearMiss(':id')]: visiting('AddNearMiss'),
  }),
  ...ofRecord({ [paths.question(':id')]: cases('AnswerQuestion') }),
};

const forWatching: Screens = ofNobody({
  [paths.board]: watching('BoardPage'),
  [paths.wall]: watching('WallPage'),
  [paths.boardVisit(':id')]: watching('BoardVisitPage'),
  [paths.alert(':id')]: watching('AlertPage'),
  [paths.duty]: watching('DutyPage'),
});

const forRuling: Screens = ofNobody({
  [paths.policy]: ruling('PolicyPage'),
  [paths.reports]: ruling('ReportsPage'),
});

const forSupervising: Screens = {
  ...ofMany({
    [paths.start]: supervising('Desk'),
    [paths.conflicts]: supervising('ConflictsPage'),
    [paths.held]: supervising('HeldPage'),
    [paths.team]: supervising('TeamPage'),
    [paths.worker(':id')]: supervising('WorkerPage'),
    [paths.nearMisses]: supervising('NearMissesPage'),
    [paths.risks]: supervising('RisksPage'),
  }),
  // Before the address of a session, which it looks like.
  ...ofNobody({ [paths.newSupervision(':id')]: supervising('AddSupervision') }),
  ...ofRecord({
    [paths.review(':item')]: supervising('ReviewPage'),
    [paths.giveBack(':item')]: supervising('GiveBack'),
    [paths.changeSupervision(':id', ':session')]: supervising('ChangeSupervision'),
  }),
  ...ofClient({ [paths.moveClient(':id')]: supervising('MoveClient') }),
  ...ofNobody({
    [paths.looks]: supervising('QuestionsPage'),
    [paths.personSeen(':id')]: supervising('PersonSeen'),
    [paths.clientSeen(':id')]: supervising('ClientSeen'),
  }),
};

/** For whoever comes with an invitation. */
export const invited: Screens = ofNobody({ [`${paths.invitation}:token`]: entering('Invitation') });

/** What each role finds where. */
export const screensOf: Record<Person['role'], Screens> = {
  case_manager: {
    ...ofMany({
      [paths.start]: today('Today'),
      [paths.supervision]: supervision('SupervisionPage'),
    }),
    ...forEverybody,
    ...forCases,
  },
  supervisor: { ...forSupervising, ...forWatching, ...forRuling, ...forEverybody, ...forCases },
  monitor: {
    ...ofNobody({ [paths.start]: watching('BoardPage') }),
    ...forWatching,
    ...forEverybody,
  },
  administrator: {
    ...ofNobody({
      [paths.start]: homes('AdministratorHome'),
      [paths.people]: ruling('PeoplePage'),
      [paths.deskRules]: ruling('DeskRulesPage'),
      [paths.personSeen(':id')]: supervising('PersonSeen'),
      [paths.looks]: supervising('QuestionsPage'),
      [paths.duty]: watching('DutyPage'),
    }),
    ...forRuling,
    ...forEverybody,
  },
};
