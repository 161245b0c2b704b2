import { Client } from 'pg';
import { startEmbedded } from '../../../db/embedded.ts';

/** Writes pairs of rows into the embedded database without end and tells each number after its commit. */
const database = await startEmbedded({ dataDir: process.argv[2] as string });
const client = new Client({ connectionString: database.url });
await client.connect();
await client.query('create table if not exists written (n int primary key, twin int not null, body text not null)');
const { rows } = await client.query<{ next: number }>('select coalesce(max(n), 0) + 1 as next from written');
for (let n = rows[0]?.next ?? 1; ; n += 2) {
  await client.query('begin');
  await client.query('insert into written values ($1, $2, $3)', [n, n + 1, 'x'.repeat(2000)]);
  await client.query('insert into written values ($1, $2, $3)', [n + 1, n, 'y'.repeat(2000)]);
  await client.query('commit');
  process.stdout.write(`committed ${n}\n`);
}
