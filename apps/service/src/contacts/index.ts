export { addContacts, type NewContact } from './add-contacts.js';
export { ContactsModule } from './contacts.module.js';
export { ListUnmapped } from './list-unmapped.js';
export { TakeContacts } from './take-contacts.js';
export { noticeContactsOf } from './notice-contacts.js';
export { inboundTypes } from './cut-short-ladders.js';
