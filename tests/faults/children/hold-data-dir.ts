import { startEmbedded } from '../../../db/embedded.ts';

/** Opens the embedded database of the folder given and keeps it. */
const database = await startEmbedded({ dataDir: process.argv[2] as string });
process.stdout.write(`open ${database.url}\n`);
