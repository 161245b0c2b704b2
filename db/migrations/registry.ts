import { sqlMigration } from './sql-migration.ts';

/** All steps of the schema in their order. A released step is never edited; a new one is appended. */
export const MIGRATIONS = [
  sqlMigration('20261121-01-foundation'),
  sqlMigration('20261121-02-crm-search'),
  sqlMigration('20261121-03-report-views'),
] as const;
