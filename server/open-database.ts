import { startEmbedded } from '../db/embedded.ts';
import type { Config } from '../kernel/config/config-shape.ts';

export interface OpenDatabase {
  readonly url: string;
  readonly embedded: boolean;
  stop(): Promise<void>;
}

/** The database the settings name, or the embedded one. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, embedded: false, stop: () => Promise.resolve() };
  const database = await startEmbedded({ dataDir: config.dataDir });
  return { url: database.url, embedded: true, stop: () => database.stop() };
}
