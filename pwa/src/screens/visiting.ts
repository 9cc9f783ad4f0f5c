/** The screens of those who go out: a visit from its plan to its end. */

export { AddNearMiss } from './near-miss/add-near-miss';
export { PinsPage } from './pins/pins-page';
export { PracticePage } from './practice/practice-page';
export { AddRisk } from './risk/add-risk';
export { ChangeRisk } from './risk/change-risk';
export { RiskPage } from './risk/risk-page';
export { VisitPage } from './visit/visit-page';
export { ChangeVisit } from './visit-form/change-visit';
export { PlanVisit } from './visit-form/plan-visit';
