// Installed for a benchmark only, so that the types of what is compared are not at hand where ours are checked.
declare module 'pouchdb';
declare module 'rxdb';
declare module 'rxdb/plugins/replication';
declare module 'rxdb/plugins/storage-dexie';
