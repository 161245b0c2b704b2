import { Client, Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts';

let database: EmbeddedDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await startEmbedded({});
  pool = new Pool({ connectionString: database.url, max: 8 });
  await pool.query('create table t (id int primary key, n int not null)');
  await pool.query('insert into t select g, 0 from generate_series(1, 100) g');
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

describe('the embedded database over its socket', () => {
  it('never mixes up the statements of connections that ask while another one has a transaction open', async () => {
    const writing = Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const client = await pool.connect();
        await client.query('begin');
        await client.query('update t set n = n where id = $1', [index + 1]);
        await client.query('commit');
        client.release();
      }),
    );
    const asked = Array.from({ length: 1000 }, (_, index) => index);
    // Statements differ in shape and parameters, so that a mix-up shows in the rows or as an error.
    const answers = await Promise.all(
      asked.map(async (n) => {
        if (n % 3 === 0) return Number((await pool.query('select $1::int as n', [n])).rows[0].n);
        if (n % 3 === 1)
          return Number((await pool.query('select $1::text as n, $2::int as m', [String(n), 7])).rows[0].n);
        return Number((await pool.query('select $2::int as n from t where id = $1', [(n % 100) + 1, n])).rows[0].n);
      }),
    );
    await writing;
    expect(answers).toEqual(asked);
  });

  it('keeps transactions of concurrent connections apart', async () => {
    await Promise.all(
      Array.from({ length: 100 }, async () => {
        const client = await pool.connect();
        try {
          await client.query('begin');
          const { rows } = await client.query('select n from t where id = $1 for update', [1]);
          await client.query('update t set n = $1 where id = $2', [rows[0].n + 1, 1]);
          await client.query('commit');
        } finally {
          client.release();
        }
      }),
    );
    expect((await pool.query('select n from t where id = $1', [1])).rows[0].n).toBe(100);
  });

  it('goes on after a failed statement, and after a client that left in the middle of a transaction', async () => {
    await expect(pool.query('select $1::int', ['no number'])).rejects.toThrow(/invalid input syntax/);
    await expect(pool.query('select nothing from nowhere where a = $1', [1])).rejects.toThrow(/nowhere/);
    const client = await pool.connect();
    await client.query('begin');
    await client.query('update t set n = $1 where id = $2', [77, 2]);
    client.release(true);
    expect((await pool.query('select n from t where id = $1', [2])).rows[0].n).toBe(0);
  });

  it('carries large values both ways', async () => {
    const large = 'x'.repeat(3_000_000);
    const { rows } = await pool.query('select $1::text as large, length($1::text) as length', [large]);
    expect(rows[0].length).toBe(large.length);
    expect(rows[0].large === large).toBe(true);
  });

  it('keeps a long statement, which arrives in pieces, apart from what others ask meanwhile', async () => {
    const long = '销'.repeat(3_000_000);
    const asks: Array<Promise<unknown>> = [];
    for (let n = 0; n < 40; n += 1) {
      const text = n % 8 === 0 ? long : `t${n}`;
      const asked =
        n % 2 === 0
          ? pool.query('select length($1::text) as a, $2::int as n', [text, n])
          : pool.query('select $1::int as n', [n]);
      asks.push(asked.then(({ rows }) => rows[0] as unknown));
    }
    expect(await Promise.all(asks)).toEqual(
      asks.map((_, n) => (n % 2 === 0 ? { a: n % 8 === 0 ? 3_000_000 : `t${n}`.length, n } : { n })),
    );
  });

  it('tells a fault to the one who made it and goes on for the others', async () => {
    const asks = Array.from({ length: 60 }, (_, n) =>
      (n % 2 === 0
        ? pool.query('select $1::int / 0 as x', [n])
        : pool.query<{ x: number }>('select $1::int as x', [n])
      ).then(
        ({ rows }) => (rows[0] as { x: number }).x,
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    expect(await Promise.all(asks)).toEqual(Array.from({ length: 60 }, (_, n) => (n % 2 === 0 ? '22012' : n)));
  });

  it('frees the others when a connection breaks off within its transaction, and undoes that', async () => {
    const broken = new Client({ connectionString: database.url });
    broken.on('error', () => undefined);
    await broken.connect();
    await broken.query('begin');
    await broken.query('delete from t where id > $1', [50]);
    const waiting = pool.query<{ rows: number }>('select count(*)::int as rows from t');
    (broken as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await waiting).rows[0]?.rows).toBe(100);
  });
});
