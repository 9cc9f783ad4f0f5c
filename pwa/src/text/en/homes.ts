export const administratorLead =
  'Accounts, devices and tokens are looked after from the command line for now.';
export const administratorBody =
  'Case records are not shown to administrators, by design. On the server, “doorstep invite” makes an account and “doorstep token” a token for scripts. Devices are listed and revoked through the API.';
export const watch = 'The watch';
export const house = 'The desk and the people';
export const accounts = 'Accounts and devices';
export const rules = 'Rules';
export const rulesHelp = 'Who is told, and how soon, when a visit is overdue or somebody asks for help.';
export const duty = 'On duty';
export const dutyHelp = 'Who watches, and when. Drills.';
export const reports = 'Reports';
export const reportsHelp = 'How soon alerts were taken, how they ended, how many visits were watched.';

/** Greets by role. */
export function heading(name: string): string {
  return `Hello, ${name.split(' ')[0] ?? name}`;
}
