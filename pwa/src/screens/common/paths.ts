/** The address of every screen. A form's address is also the key of its draft, so that a draft leads back to it. */
export const paths = {
  start: '/',
  signIn: '/sign-in',
  phone: '/this-phone',
  conflicts: '/conflicts',
  clients: '/clients',
  clientsFor: (next: 'note' | 'contact') => `/clients?next=${next}`,
  newClient: '/clients/new',
  client: (id: string) => `/clients/${id}`,
  editClient: (id: string) => `/clients/${id}/edit`,
  newContact: (client: string) => `/clients/${client}/contacts/new`,
  contact: (client: string, id: string) => `/clients/${client}/contacts/${id}`,
  newNote: (client: string) => `/clients/${client}/notes/new`,
  newNoteAbout: (client: string, contact: string) => `/clients/${client}/notes/new?contact=${contact}`,
  note: (client: string, id: string) => `/clients/${client}/notes/${id}`,
  addendum: (client: string, note: string) => `/clients/${client}/notes/${note}/addendum`,
};
