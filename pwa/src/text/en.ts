/** Every sentence that a person reads, in British English, one namespace per room. */

export * as client from './en/client';
export * as clients from './en/clients';
export { codes } from './en/codes';
export * as conflicts from './en/conflicts';
export * as contact from './en/contact';
export * as desk from './en/desk';
export { type Label, labels } from './en/fields';
export * as form from './en/form';
export * as handover from './en/handover';
export * as held from './en/held';
export * as homes from './en/homes';
export * as invitation from './en/invitation';
export * as keeping from './en/keeping';
export * as note from './en/note';
export * as people from './en/people';
export * as phone from './en/phone';
export * as records from './en/records';
export * as safe from './en/safe';
export * as shell from './en/shell';
export * as signIn from './en/sign-in';
export * as status from './en/status';
export * as team from './en/team';
export * as today from './en/today';
export * as values from './en/values';
