import { migrate } from '../db/migrate.ts';
import { readEnvironment } from '../kernel/config/env.ts';
import { toConfig } from '../kernel/config/config.ts';
import { openDatabase } from '../server/open-database.ts';

/** `npm run db:migrate`: brings the schema to this release and says which steps that took. */
const database = await openDatabase(toConfig({ ...readEnvironment(), ROLE: 'all' }));
const steps = await migrate(database.url);
console.log(steps.length > 0 ? steps.map((step) => `applied ${step}`).join('\n') : 'The schema is up to date.');
await database.stop();
