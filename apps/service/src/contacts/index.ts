export { addContacts, type NewContact } from './add-contacts.js';
