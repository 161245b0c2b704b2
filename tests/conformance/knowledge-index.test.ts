import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOrm, forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { createPgIndex } from '../../integrations/knowledge-index/pgvector/create-pg-index.ts';
import { createQdrantIndex } from '../../integrations/knowledge-index/qdrant/create-qdrant-index.ts';
import { createLogger } from '../../kernel/logger.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { queryVector } from '../../knowledge/vectors/query-vector.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startQdrantServer } from '../support/qdrant-server/start-qdrant-server.ts';
import { knowledgeIndexSuite, MODEL, passage, type IndexUnderTest } from './knowledge-index.suite.ts';

async function onPostgres(): Promise<IndexUnderTest> {
  const database = await testDatabase();
  const orm = await createOrm({ url: database.url, poolSize: 4 });
  const index = createPgIndex({ orm, clock: new FakeClock(), logger: createLogger('silent'), dense: MODEL });
  return {
    index,
    clear: async () => void (await query(forkEm(orm), 'delete from knowledge_index_generation')),
    close: async () => {
      await index.close();
      await orm.close(true);
      await database.stop();
    },
  };
}

async function onQdrant(): Promise<IndexUnderTest> {
  const server = await startQdrantServer({ apiKey: 'k' });
  const clock = new FakeClock();
  const index = createQdrantIndex({ url: server.url, apiKey: 'k', dense: MODEL, clock });
  return {
    index,
    clear: () => {
      expect(server.problems).toEqual([]);
      server.state.collections.clear();
      server.state.aliases.clear();
      clock.advance({ minutes: 1 });
      return Promise.resolve();
    },
    close: async () => {
      expect(server.problems).toEqual([]);
      await server.close();
    },
  };
}

knowledgeIndexSuite('the index in PostgreSQL', onPostgres);
knowledgeIndexSuite('the index in Qdrant', onQdrant);

describe('both indexes', () => {
  let both: IndexUnderTest[];
  beforeAll(async () => {
    both = [await onPostgres(), await onQdrant()];
  });
  afterAll(async () => {
    for (const one of both) await one.close();
  });

  const SIGNS = [...'报价退款认证培训客户账号'];
  const text = fc.array(fc.constantFrom(...SIGNS), { minLength: 1, maxLength: 12 }).map((signs) => signs.join(''));
  const number = fc.nat({ max: 7 });
  const access = fc.uniqueArray(fc.constantFrom('all', 'team:a', 'team:b', 'role:x'), { minLength: 1, maxLength: 3 });
  const change = fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant('upsert' as const), number, text, access }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), number }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('access' as const), number, access }) },
  );

  it('give the same answers after the same changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), text, access, async (changes, asked, keys) => {
        for (const { clear } of both) await clear();
        const answers = [];
        for (const { index } of both) {
          for (const one of changes) {
            const of = passage(one.number, { document: one.number });
            if (one.kind === 'delete') await index.deleteByDocument([of.documentId]);
            else if (one.kind === 'access') await index.setPayload(of.documentId, { visibility: one.access });
            else
              await index.upsert([
                passage(one.number, { document: one.number, text: one.text, payload: { visibility: one.access } }),
              ]);
          }
          const sparse = queryVector(asked, makeLexicon());
          const filter = { access: keys, at: new Date('2026-11-18T10:20:00+08:00') };
          answers.push(await index.search({ sparse, filter, limit: 20 }));
        }
        const [first, second] = answers.map((found) =>
          found.map((one) => [one.id, one.text, one.payload, Math.round(one.score * 1e6)]),
        );
        expect(first).toEqual(second);
        for (const found of answers.flat())
          expect(keys.some((key) => found.payload.visibility.includes(key))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
