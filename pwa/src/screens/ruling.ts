/** The screens of those who set the rules of the watch, and look at how it went. */

export { PolicyPage } from './policy/policy-page';
export { ReportsPage } from './reports/reports-page';
