/** The person who is signed in, as the server describes them. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'case_manager' | 'monitor' | 'supervisor' | 'administrator';
  readonly team: string | null;
  readonly teamName: string | null;
  readonly organisation: {
    readonly id: string;
    readonly name: string;
    readonly demo: boolean;
    readonly timeZone: string;
  };
}
