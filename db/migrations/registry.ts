import { sqlMigration } from './sql-migration.ts';

/** All steps of the schema in their order. A released step is never edited; a new one is appended. */
export const MIGRATIONS = [
  sqlMigration('20261121-01-foundation'),
  sqlMigration('20261121-02-crm-search'),
  sqlMigration('20261121-03-report-views'),
  sqlMigration('20261121-10-lead-score'),
  sqlMigration('20261121-11-assignment'),
  sqlMigration('20261121-12-deals'),
  sqlMigration('20261121-13-profile'),
  sqlMigration('20261121-14-data-quality'),
  sqlMigration('20261121-15-custom-fields'),
  sqlMigration('20261121-17-customer-profile'),
  sqlMigration('20261121-18-condition-indexes'),
  sqlMigration('20261121-20-knowledge-index'),
  sqlMigration('20261121-21-knowledge'),
  sqlMigration('20261121-30-messaging'),
  sqlMigration('20261121-31-messaging-people'),
  sqlMigration('20261121-58-robots'),
  sqlMigration('20261121-59-web-chat'),
  sqlMigration('20261121-53-policies'),
  sqlMigration('20261121-54-alerts'),
] as const;
