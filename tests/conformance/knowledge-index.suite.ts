import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IndexPort } from '../../knowledge/index/index.port.ts';
import type { IndexedPassage, PassagePayload, ScoredPassage } from '../../knowledge/index/passage.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { inverseFrequency } from '../../knowledge/vectors/bm25.ts';
import { documentVector } from '../../knowledge/vectors/document-vector.ts';
import { queryVector } from '../../knowledge/vectors/query-vector.ts';
import { meaningVector } from '../support/embedding-server/meaning-vector.ts';

export const DIMENSION = 16;
export const MODEL = { model: 'test-model', dimension: DIMENSION };
const AT = new Date('2026-11-18T10:20:00+08:00');

/** An index under test. */
export interface IndexUnderTest {
  readonly index: IndexPort;
  /** Makes it as if nothing had ever been put into it. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const lexicon = makeLexicon();
const id = (kind: number, number: number): string =>
  `0000000${kind}-0000-4000-8000-${String(number).padStart(12, '0')}`;

const TEXTS = [
  '企业版的报价包含五个管理员账号',
  '标准版只有一个管理员账号，报价更低',
  '退款一般在三个工作日内原路退回',
  '客户要求退款时先核对订单和付款记录',
  '实名认证需要上传身份证正反面',
  '新员工入职第一周完成系统培训',
];

export interface PassageChange {
  readonly text?: string;
  readonly document?: number;
  readonly payload?: Partial<PassagePayload>;
  readonly withoutDense?: boolean;
}

/** Passage `number` with vectors; two passages share a document unless it is said. */
export function passage(number: number, change: PassageChange = {}): IndexedPassage {
  const text = change.text ?? TEXTS[number % TEXTS.length]!;
  const document = change.document ?? Math.floor(number / 2);
  const plain = { text, title: '', heading: '' };
  return {
    id: id(1, number),
    documentId: id(2, document),
    versionId: id(3, document),
    parentId: number % 2 === 0 ? id(4, number) : null,
    ...plain,
    payload: { visibility: ['all'], categories: [], tags: [], validFrom: null, validUntil: null, ...change.payload },
    sparse: documentVector(plain),
    dense: change.withoutDense ? null : meaningVector(text, DIMENSION, []),
  };
}

const filter = { access: ['all'], at: AT };
const words = (query: string) => queryVector(query, lexicon);
const numbers = (found: readonly ScoredPassage[]): number[] => found.map((one) => Number(one.id.slice(-12)));

/** BM25 by its definition, over everything that is in the index. */
function expectedScores(all: readonly IndexedPassage[], query: string): Map<string, number> {
  const { indices, values } = words(query);
  const scores = new Map<string, number>();
  for (const [at, term] of indices.entries()) {
    const holders = all.filter((one) => one.sparse.indices.includes(term));
    const idf = inverseFrequency(all.length, holders.length);
    for (const one of holders) {
      const weight = one.sparse.values[one.sparse.indices.indexOf(term)]!;
      scores.set(one.id, (scores.get(one.id) ?? 0) + values[at]! * idf * weight);
    }
  }
  return scores;
}

function expectScores(found: readonly ScoredPassage[], all: readonly IndexedPassage[], query: string): void {
  const expected = expectedScores(all, query);
  expect(new Set(found.map((one) => one.id))).toEqual(new Set(expected.keys()));
  for (const one of found) expect(one.score).toBeCloseTo(expected.get(one.id)!, 4);
  expect(found.map((one) => one.score)).toEqual(found.map((one) => one.score).toSorted((a, b) => b - a));
}

/** What every knowledge index does. */
export function knowledgeIndexSuite(name: string, open: () => Promise<IndexUnderTest>): void {
  describe(name, () => {
    let under: IndexUnderTest;
    let index: IndexPort;
    const all = TEXTS.map((_, number) => passage(number));
    const find = (query: string, more: Partial<typeof filter> & Record<string, unknown> = {}, limit = 20) =>
      index.search({ sparse: words(query), filter: { ...filter, ...more }, limit });

    beforeAll(async () => {
      under = await open();
      index = under.index;
    });
    beforeEach(() => under.clear());
    afterAll(() => under.close());

    it('finds nothing and counts nothing while it is empty', async () => {
      expect(await find('报价')).toEqual([]);
      expect(await index.stats()).toMatchObject({ passages: 0, documents: 0 });
      await index.deleteByDocument([id(2, 1)]);
      await index.setPayload(id(2, 1), { tags: ['x'] });
    });

    it('scores by BM25 over what is there now, and gives passages back whole', async () => {
      await index.upsert(all);
      expectScores(await find('企业版报价多少'), all, '企业版报价多少');
      const [best] = await find('实名认证');
      const { sparse: _sparse, dense: _dense, ...whole } = passage(4);
      expect(best).toEqual({ ...whole, score: expect.any(Number) as number });
      expect(await index.stats()).toMatchObject({ passages: 6, documents: 3 });
    });

    it('forgets the old text of a passage that was replaced, in the ranking too', async () => {
      await index.upsert(all);
      const changed = passage(2, { text: '企业版的续费价格' });
      await index.upsert([changed]);
      await index.upsert([changed]);
      const now = all.with(2, changed);
      expectScores(await find('退款到账时间'), now, '退款到账时间');
      expectScores(await find('企业版续费'), now, '企业版续费');
      expect(await index.stats()).toMatchObject({ passages: 6 });
    });

    it('shows only what the reader may see, and a forbidden passage takes no place', async () => {
      const secret = passage(10, { text: '退款退款退款', payload: { visibility: ['team:a', 'role:administrator'] } });
      await index.upsert([...all, secret]);
      expect(numbers(await find('退款', { access: ['all'] }, 1))).not.toContain(10);
      expect(await find('退款', { access: ['all'] }, 1)).toHaveLength(1);
      expect(numbers(await find('退款', { access: ['team:b', 'role:administrator'] }))).toEqual([10]);
      expect(await find('退款', { access: [] })).toEqual([]);
      expect(await find('退款', { access: ['team:'] })).toEqual([]);
    });

    it('obeys validity to the moment', async () => {
      const from = new Date('2026-11-18T00:00:00+08:00');
      const until = new Date('2026-11-19T00:00:00+08:00');
      await index.upsert([passage(0, { payload: { validFrom: from, validUntil: until } })]);
      const at = async (moment: Date): Promise<number> => (await find('报价', { at: moment })).length;
      expect(await at(new Date(from.getTime() - 1))).toBe(0);
      expect(await at(from)).toBe(1);
      expect(await at(new Date(until.getTime() - 1))).toBe(1);
      expect(await at(until)).toBe(0);
    });

    it('narrows by category, tag and document', async () => {
      await index.upsert([
        passage(0, { payload: { categories: ['报价'], tags: ['a', 'b'] } }),
        passage(1, { payload: { categories: ['政策'], tags: ['b'] } }),
        passage(2, { text: '报价之外的第三段' }),
      ]);
      expect(numbers(await find('报价', { categories: ['报价', '别的'] }))).toEqual([0]);
      expect(numbers(await find('报价', { tags: ['b'] })).sort()).toEqual([0, 1]);
      expect(numbers(await find('报价', { documentIds: [id(2, 1)] }))).toEqual([2]);
      expect(await find('报价', { tags: ['b'], documentIds: [id(2, 1)] })).toEqual([]);
    });

    it('changes who may read a document at once, in the named parts only', async () => {
      await index.upsert(all.map((one) => ({ ...one, payload: { ...one.payload, tags: ['t'] } })));
      await index.setPayload(id(2, 0), { visibility: ['team:a'], validUntil: new Date('2030-01-01T00:00:00Z') });
      expect(numbers(await find('账号报价'))).not.toContain(0);
      const seen = await find('账号报价', { access: ['team:a'], tags: ['t'] });
      expect(numbers(seen).sort()).toEqual([0, 1]);
      expect(seen[0]!.payload.validUntil).toEqual(new Date('2030-01-01T00:00:00Z'));
      await index.setPayload(id(2, 0), { visibility: ['all'], validUntil: null });
      expect((await find('账号报价')).find((one) => one.id === id(1, 0))?.payload.validUntil).toBeNull();
      await index.setPayload(id(2, 0), {});
    });

    it('deletes by document, version and passage, and ranks as if they had never been', async () => {
      await index.upsert(all);
      await index.deleteByDocument([id(2, 0), id(2, 99)]);
      await index.deleteByVersion([id(3, 1)]);
      await index.deletePassages([id(1, 4)]);
      expectScores(await find('新员工退款报价认证'), [all[5]!], '新员工退款报价认证');
      expect(await index.stats()).toMatchObject({ passages: 1, documents: 1 });
      await index.upsert(all);
      expectScores(await find('退款'), all, '退款');
    });

    it('keeps texts of any kind as they are', async () => {
      const text = `报价'"\\{}%_$1;--\u{1F600}𠮷\n\t${'长'.repeat(3000)}`;
      await index.upsert([passage(0, { text })]);
      expect((await find('报价'))[0]!.text).toBe(text);
    });

    it('searches by meaning where it can, and fuses both lists by their ranks', async () => {
      await index.upsert(all);
      const status = await index.status();
      if (!status.dense) {
        expect(status).toMatchObject({ state: 'degraded', missing: [{ zh: expect.stringContaining('pgvector') }] });
        return;
      }
      expect(await index.stats()).toMatchObject({ dense: 6 });
      const dense = meaningVector(TEXTS[3]!, DIMENSION, []);
      const near = await index.search({ dense, filter, limit: 6 });
      expect(near[0]).toMatchObject({ id: id(1, 3) });
      expect(near[0]!.score).toBeCloseTo(1, 5);
      const sparse = words('退款');
      const byWords = await index.search({ sparse, filter, limit: 6 });
      const both = await index.search({ sparse, dense, filter, limit: 6, prefetch: 6 });
      const place = (list: readonly ScoredPassage[], one: ScoredPassage): number =>
        list.findIndex((other) => other.id === one.id);
      for (const one of both) {
        const shares = [byWords, near].map((list) => place(list, one)).filter((at) => at >= 0);
        expect(one.score).toBeCloseTo(
          shares.reduce((sum, at) => sum + 1 / (2 + at), 0),
          5,
        );
      }
    });

    it('leaves forbidden passages out of the lists before they are fused', async () => {
      const hidden = passage(10, { text: '退款', payload: { visibility: ['team:a'] } });
      await index.upsert([...all, hidden]);
      if (!(await index.status()).dense) return;
      const dense = meaningVector('退款', DIMENSION, []);
      const both = await index.search({ sparse: words('退款'), dense, filter, limit: 1, prefetch: 1 });
      expect(both).toHaveLength(1);
      expect(numbers(both)).not.toContain(10);
    });

    it('takes passages without a dense vector, and refuses one of another length', async () => {
      await index.upsert([passage(0, { withoutDense: true })]);
      expect(numbers(await find('报价'))).toEqual([0]);
      await expect(index.upsert([{ ...passage(1), dense: [1, 2, 3] }])).rejects.toMatchObject({
        code: 'knowledge.wrong_dimension',
      });
    });

    it('answers while it is rebuilt, and loses no change that is made meanwhile', async () => {
      await index.upsert([passage(20, { text: '旧索引里多余的报价' }), ...all]);
      const before = await index.stats();
      const alive = new Map(all.map((one) => [one.id, one]));
      const renewed = passage(1, { text: '旗舰版报价另行商议' });
      const late = passage(21, { text: '重建期间新加的报价' });
      const after = await index.rebuild({
        async *batches() {
          yield [all[0]!, all[1]!];
          expect(numbers(await find('旧索引'))[0]).toBe(20);
          await index.upsert([renewed, late]);
          alive.set(renewed.id, renewed).set(late.id, late);
          // What the copy still holds of the second document is out of date by now.
          yield [all[1]!, all[2]!, all[3]!];
          await index.deleteByDocument([id(2, 1), id(2, 2)]);
          for (const gone of [2, 3, 4, 5]) alive.delete(id(1, gone));
          await index.setPayload(id(2, 0), { tags: ['neu'] });
          yield [all[4]!, all[5]!];
        },
        existing: (ids) => Promise.resolve(new Set(ids.filter((one) => alive.has(one)))),
      });
      expect(after.passages).toBe(3);
      expect(after.generation).toBeGreaterThan(before.generation);
      // The new index may be read behind the old one for a moment.
      await expect.poll(async () => numbers(await find('报价')).sort()).toEqual([0, 1, 21].sort());
      expectScores(await find('报价'), [...alive.values()], '报价');
      expect(numbers(await find('报价', { tags: ['neu'] })).sort()).toEqual([0, 1]);
      expect((await find('旗舰版'))[0]!.text).toBe(renewed.text);
    });

    it('begins a rebuild anew after one that broke off', async () => {
      await index.upsert(all);
      const broken = index.rebuild({
        async *batches() {
          yield await Promise.resolve([all[0]!]);
          throw new Error('power cut');
        },
        existing: (ids) => Promise.resolve(new Set(ids)),
      });
      await expect(broken).rejects.toThrow('power cut');
      expect(await find('报价')).toHaveLength(2);
      await index.upsert([passage(6, { text: '之后来的报价', document: 9 })]);
      await index.rebuild({
        async *batches() {
          yield await Promise.resolve([...all, passage(6, { text: '之后来的报价', document: 9 })]);
        },
        existing: (ids) => Promise.resolve(new Set(ids)),
      });
      await expect.poll(async () => numbers(await find('报价')).sort()).toEqual([0, 1, 6]);
    });

    it('takes changes from several sides at once', async () => {
      await Promise.all(all.map((one) => index.upsert([one])));
      await Promise.all([
        index.upsert([passage(0)]),
        index.deletePassages([id(1, 1)]),
        index.setPayload(id(2, 2), { tags: ['x'] }),
        find('报价'),
      ]);
      const now = all.filter((one) => one.id !== id(1, 1));
      expectScores(await find('报价认证'), now, '报价认证');
    });
  });
}
