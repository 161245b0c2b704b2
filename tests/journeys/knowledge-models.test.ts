import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentView, KnowledgeAnswer, SearchKnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import type { KnowledgeSnapshot, KnowledgeStatus } from '../../kernel/contracts/knowledge-quality.ts';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embedding-server/start-embedding-server.ts';
import { startQdrantServer, type QdrantServer } from '../support/qdrant-server/start-qdrant-server.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const URL = '/api/v1/knowledge';
const DIMENSION = 64;
/** What the model takes for the same, though no character is shared. */
const MEANINGS = [['差旅报销', '垫付路费拿回']];
const REIMBURSEMENT = '差旅报销：每月五号以前把票据交给财务，当月十五号随工资发放。';
const QUESTION = '垫付路费拿回';
const OTHERS = [
  '会议室预订：提前一天在前台登记，用完把投影仪关好。',
  '样机借用期限是两周，到期前业务助理会提醒。',
  '新客户建档要填行业、规模和联系人三项。',
  '合同盖章走线上审批，法务两个工作日内答复。',
  '展会名片三天内录入系统并完成首次联系。',
  '门店巡检每季度一次，照片传到共享相册。',
  '投诉电话由值班主管接听并登记处理结果。',
  '培训考试八十分算通过，可以补考一次。',
  '库存盘点安排在月末，盘点当天停止发货。',
  '发票抬头变更请联系开票专员重新开具。',
  '产品演示账号每天零点重置数据。',
];

let models: EmbeddingServer;
let qdrant: QdrantServer;
let world: TestService;
let keeper: TestClient;
beforeAll(async () => {
  models = await startEmbeddingServer({ dimension: DIMENSION, apiKey: 'key-e', meanings: MEANINGS });
  qdrant = await startQdrantServer({ apiKey: 'key-q' });
  world = await testService({
    EMBEDDINGS_URL: models.url,
    EMBEDDINGS_API_KEY: 'key-e',
    EMBEDDINGS_MODEL: 'test-model',
    EMBEDDINGS_DIMENSION: String(DIMENSION),
    QDRANT_URL: qdrant.url,
    QDRANT_API_KEY: 'key-q',
  });
  keeper = await world.as('operations', { name: '周知' });
  for (const [at, text] of [REIMBURSEMENT, ...OTHERS].entries()) await write(keeper, `办事指南 ${at + 1}`, text);
  await world.drain();
}, 120_000);
afterAll(async () => {
  await world.stop();
  expect(qdrant.problems).toEqual([]);
  await qdrant.close();
  await models.close();
});
beforeEach(() => {
  models.requests.length = 0;
});

async function write(client: TestClient, title: string, text: string): Promise<void> {
  const { status, body } = await client.call<DocumentView>('POST', `${URL}/documents/text`, { title, text });
  expect(status, JSON.stringify(body)).toBe(201);
}
const search = async (query: string): Promise<SearchKnowledgeAnswer> =>
  (await keeper.call<SearchKnowledgeAnswer>('POST', `${URL}/search`, { query })).body;
const ask = async (question: string): Promise<KnowledgeAnswer> =>
  (await keeper.call<KnowledgeAnswer>('POST', `${URL}/ask`, { question })).body;

describe('with an embedding endpoint', () => {
  it('says which model is used, and that nothing is missing', async () => {
    const { body } = await keeper.call<KnowledgeStatus>('GET', `${URL}/status`);
    expect(body).toMatchObject({
      index: { adapter: 'qdrant', state: 'up', passages: 12, dense: true },
      embeddings: { state: 'on', model: 'test-model' },
      missing: [],
    });
  });

  it('a question finds what it means where it shares no word, and is answered from it as the nearest there is', async () => {
    const found = await search(QUESTION);
    expect(found).toMatchObject({ mode: 'hybrid', skipped: [], certainty: 'unsure' });
    expect(found.items[0]!.text).toBe(REIMBURSEMENT);
    const answer = await ask(QUESTION);
    expect(answer).toMatchObject({ outcome: 'answered', certainty: 'unsure', written_by: 'extract' });
    expect(answer.text).toContain('十五号随工资发放');
    expect(answer.citations[0]).toMatchObject({ title: '办事指南 1' });
  });

  it('a question in the words of a document is as sure as by words alone', async () => {
    const answer = await ask('样机借用期限是多久');
    expect(answer).toMatchObject({ outcome: 'answered', certainty: 'sure' });
    expect(answer.text).toContain('两周');
  });

  it('a question that nothing comes near to is refused all the same', async () => {
    expect(await ask('火星探测器的燃料配比')).toMatchObject({ outcome: 'refused', certainty: 'none' });
  });

  it('is asked once for the same text', async () => {
    await search('门店巡检多久一次');
    expect(models.requests).toEqual([['门店巡检多久一次']]);
    await search('门店巡检多久一次');
    expect(models.requests).toHaveLength(1);
  });

  it('that answers badly is worked around: words alone decide, and the answer says so', async () => {
    models.failNext(400);
    const found = await search('投诉电话由谁接听');
    expect(found).toMatchObject({ mode: 'sparse', skipped: ['embeddings'] });
    expect(found.items[0]!.text).toContain('值班主管');
  });
});

describe('the index', () => {
  it('is saved by its own server, for those who run the service', async () => {
    const admin = await world.as('administrator');
    const { status, body } = await admin.call<KnowledgeSnapshot>('POST', `${URL}/snapshots`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.snapshot).toMatchObject({ name: expect.stringMatching(/\.snapshot$/), bytes: 1024 });
    const seller = await world.as('salesperson');
    expect((await seller.call('POST', `${URL}/snapshots`)).status).toBe(403);
  });

  it('is made anew behind another name, and answers as before', async () => {
    const admin = await world.as('administrator');
    const before = [...qdrant.state.aliases.values()];
    expect((await admin.call('POST', `${URL}/reindex`)).status).toBe(202);
    await world.drain();
    expect([...qdrant.state.aliases.values()]).not.toEqual(before);
    expect((await search(QUESTION)).items[0]!.text).toBe(REIMBURSEMENT);
  });
});

it('without one the same question finds nothing, and the status says what is missing', async () => {
  const plain = await testService();
  try {
    const client = await plain.as('operations', { name: '周知' });
    await write(client, '办事指南 1', REIMBURSEMENT);
    await plain.drain();
    const { body } = await client.call<KnowledgeAnswer>('POST', `${URL}/ask`, { question: QUESTION });
    expect(body.outcome).toBe('refused');
    const admin = await plain.as('administrator');
    const saved = await admin.call<KnowledgeSnapshot>('POST', `${URL}/snapshots`);
    expect(saved).toMatchObject({ status: 200, body: { snapshot: null } });
    const status = (await client.call<KnowledgeStatus>('GET', `${URL}/status`)).body;
    expect(status).toMatchObject({
      index: { dense: false },
      embeddings: { state: 'off', model: null },
      missing: ['没有配置向量模型，目前只按词语检索。'],
    });
  } finally {
    await plain.stop();
  }
});
