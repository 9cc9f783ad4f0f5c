/** The screens of those who set the rules, and look at how it went. */

export { DeskRulesPage } from './organisation/desk-rules';
export { PeoplePage } from './organisation/people-page';
export { PolicyPage } from './policy/policy-page';
export { ReportsPage } from './reports/reports-page';
