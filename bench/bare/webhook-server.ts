import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import { Pool } from 'pg';
import { startEmbedded } from '../../db/embedded.ts';

/** The peer of the webhook: Fastify and `pg`, the body into one row of one table, 200. It reads nothing of what came. */
const { DATABASE_URL, DATA_DIR, PORT } = process.env;
const url = DATABASE_URL ?? (await startEmbedded({ dataDir: DATA_DIR ?? '' })).url;
const pool = new Pool({ connectionString: url, max: 10 });
await pool.query(
  'create table if not exists bare_callback (id uuid primary key, body bytea not null, received_at timestamptz not null)',
);

const app = Fastify();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.removeContentTypeParser('application/json');
app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.get('/healthz', () => ({ status: 'ok' }));
app.post('/webhook', async (request) => {
  await pool.query('insert into bare_callback (id, body, received_at) values ($1, $2, $3)', [
    randomUUID(),
    request.body,
    new Date(),
  ]);
  return { code: 0, message: 'ok' };
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
