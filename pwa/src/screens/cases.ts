/** The screens of those who work with clients: reading, and writing. */

export { OpenAccess } from './access/open-access';
export { ClientPage } from './client/client-page';
export { AddClient } from './client-form/add-client';
export { EditClient } from './client-form/edit-client';
export { ClientsList } from './clients/clients-list';
export { AddContact } from './contact-form/add-contact';
export { ChangeContact } from './contact-form/change-contact';
export { NotePage } from './note/note-page';
export { AddAddendum } from './note-form/add-addendum';
export { MendNote } from './note-form/mend-note';
export { WriteNote } from './note-form/write-note';
export { AnswerQuestion } from './question/answer-question';
