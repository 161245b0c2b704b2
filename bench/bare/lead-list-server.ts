import Fastify from 'fastify';
import { Pool } from 'pg';
import { startEmbedded } from '../../db/embedded.ts';

/**
 * The peer of the lead list: Fastify and `pg` and nothing else. The same page of the same columns and the same total,
 * without signing in, validation, hidden numbers, headers or metrics. With PREPARED it runs at its best: statements are
 * parsed and planned once per connection.
 */
const { DATABASE_URL, DATA_DIR, PORT, PREPARED } = process.env;
const url = DATABASE_URL ?? (await startEmbedded({ dataDir: DATA_DIR ?? '' })).url;
const pool = new Pool({ connectionString: url, max: 10 });

const PAGE = `select l.id, l.code, l.name, l.company, l.title, l.phone, l.email, l.wechat, l.source, l.region, l.city,
    l.sector, l.status, l.description, l.customer_id, l.external_id, l.last_activity_at,
    (select min(a.due_at) from activity a where a.lead_id = l.id and a.status = 'planned') as next_follow_up_at,
    l.owner_id, u.name as owner_name, t.name as team_name, l.version, l.created_at, l.updated_at
  from lead l left join app_user u on u.id = l.owner_id left join team t on t.id = l.team_id
  order by l.created_at desc, l.id desc limit $1 offset $2`;
const TOTAL = 'select count(*)::int as total from lead';

const named = (name: string): { name?: string } => (PREPARED ? { name } : {});

const app = Fastify();
app.get('/healthz', () => ({ status: 'ok' }));
app.get<{ Querystring: { page?: string; page_size?: string } }>('/api/v1/crm/leads', async (request) => {
  const page = Number(request.query.page ?? 1);
  const size = Number(request.query.page_size ?? 20);
  const [rows, total] = await Promise.all([
    pool.query({ ...named('page'), text: PAGE, values: [size, (page - 1) * size] }),
    pool.query({ ...named('total'), text: TOTAL }),
  ]);
  return { items: rows.rows, total: (total.rows[0] as { total: number }).total, page, page_size: size };
});
await app.listen({ host: '127.0.0.1', port: Number(PORT) });
