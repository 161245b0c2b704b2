import { migrate } from '../../../db/migrate.ts';

/** Brings the database of the address given up to date and tells which steps it did. */
process.stdout.write(`applied ${JSON.stringify(await migrate(process.argv[2] as string))}\n`);
