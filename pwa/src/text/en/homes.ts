export const administratorLead =
  'Accounts, devices and tokens are looked after from the command line for now.';
export const administratorBody =
  'Case records are not shown to administrators, by design. On the server, “doorstep invite” makes an account and “doorstep token” a token for scripts. Devices are listed and revoked through the API.';
export const ways = 'What you can do now';
export const phone = 'See who is signed in on this device, and sign out';

/** Greets by role. */
export function heading(name: string): string {
  return `Hello, ${name.split(' ')[0] ?? name}`;
}
