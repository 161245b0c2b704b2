import { randomBytes } from 'node:crypto';
import { withClient } from '../bench-database.ts';

/** A database of a peer's own, without any table. */
export async function emptyDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `xiaoshu_bench_${randomBytes(6).toString('hex')}`;
  await withClient(serverUrl, async (client) => void (await client.query(`create database ${name}`)));
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.toString(),
    drop: async () =>
      await withClient(
        serverUrl,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}
