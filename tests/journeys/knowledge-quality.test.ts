import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentView, KnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import type {
  EvaluationResultView,
  EvaluationRunView,
  EvaluationSetView,
  GapView,
  IssueView,
  KnowledgeHealth,
  KnowledgeStatus,
} from '../../kernel/contracts/knowledge-quality.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const URL = '/api/v1/knowledge';
let world: TestService;
let keeper: TestClient;
let seller: TestClient;
beforeAll(async () => {
  world = await testService();
  keeper = await world.as('operations', { name: '周知' });
  seller = await world.as('salesperson', { name: '王磊' });
});
afterAll(() => world.stop());

async function write(title: string, text: string, more: object = {}, client = keeper): Promise<DocumentView> {
  const { status, body } = await client.call<DocumentView>('POST', `${URL}/documents/text`, { title, text, ...more });
  expect(status, JSON.stringify(body)).toBe(201);
  await world.drain();
  return body;
}
const ask = async (question: string, client = seller): Promise<KnowledgeAnswer> =>
  (await client.call<KnowledgeAnswer>('POST', `${URL}/ask`, { question })).body;
const list = async <T>(path: string, client = keeper): Promise<Page<T>> =>
  (await client.call<Page<T>>('GET', `${URL}/${path}`)).body;

describe('questions nobody could answer', () => {
  it('become suggested articles: alike ones together, most wanted first', async () => {
    for (const question of ['样机能借几天', '请问样机最多能借多少天呢', '样机借几天要还'])
      expect((await ask(question)).outcome).toBe('refused');
    expect((await ask('海外仓怎么退税')).outcome).toBe('refused');
    await world.drain();
    const { items } = await list<GapView>('gaps?status=open');
    expect(items.map((gap) => [gap.questions, gap.people])).toEqual([
      [3, 1],
      [1, 1],
    ]);
    expect(items[0]).toMatchObject({
      title: expect.stringContaining('样机') as string,
      words: expect.arrayContaining(['样机']) as string[],
    });
    expect(items[0]!.title).not.toMatch(/请问|呢$/);
  });

  it('join their gap later, and open it again when its article does not help', async () => {
    const [gap] = (await list<GapView>('gaps')).items;
    const document = await write('样机管理', '# 样机管理\n\n样机由仓库统一登记。');
    const closed = await keeper.call<GapView>('PATCH', `${URL}/gaps/${gap!.id}`, {
      version: gap!.version,
      document_id: document.id,
    });
    expect(closed.body).toMatchObject({ status: 'written', document_title: '样机管理' });
    expect(
      (await keeper.call('PATCH', `${URL}/gaps/${gap!.id}`, { version: gap!.version, status: 'dismissed' })).status,
    ).toBe(409);
    expect((await seller.call('POST', `${URL}/gaps`, { question: '样机最长借多少天' })).status).toBe(204);
    await world.drain();
    expect((await list<GapView>('gaps?status=open')).items).toContainEqual(
      expect.objectContaining({ id: gap!.id, questions: 4 }),
    );
    const { items } = await list<{ question: string; source: string }>(`gaps/${gap!.id}/questions`);
    expect(items[0]).toMatchObject({ question: '样机最长借多少天', source: 'reported' });
  });
});

describe('feedback', () => {
  it('is given to one’s own answers; a bad one asks for a better article and counts for its version', async () => {
    const document = await write('发票寄送', '# 发票寄送\n\n发票在付款后 10 天内用快递寄出。');
    const answer = await ask('发票付款后几天内寄出');
    expect(answer).toMatchObject({ outcome: 'answered', citations: [{ document_id: document.id }] });
    const rate = (client: TestClient, body: object) =>
      client.call('POST', `${URL}/answers/${answer.id}/feedback`, body);
    expect((await rate(keeper, { rating: 'good' })).status).toBe(404);
    expect(
      (await rate(seller, { rating: 'bad', reason: 'outdated', comment: '现在是电子发票，电话 13812345678' })).status,
    ).toBe(204);
    const { items } = await list<{ id: string; rating: string; comment: string; text: string | null }>(
      'answers?rating=bad',
    );
    // Others see that it was bad, not what it quoted; numbers are hidden.
    expect(items).toMatchObject([
      { id: answer.id, rating: 'bad', comment: '现在是电子发票，电话 138****5678', text: null },
    ]);
    expect((await list<{ text: string | null }>('answers?mine=true', seller)).items[0]!.text).toContain('10 天');
    const { body } = await keeper.call<{ items: unknown[] }>('GET', `${URL}/documents/${document.id}/versions`);
    expect(body.items).toMatchObject([{ number: 1, cited: 1, good: 0, bad: 1 }]);
    await world.drain();
    expect(
      (await list<GapView>('gaps?status=open')).items.some((gap) => gap.samples.includes('发票付款后几天内寄出')),
    ).toBe(true);
  });
});

describe('an inspection', () => {
  it('finds doubles, contradictions, and what is out of date; a dismissed finding stays away', async () => {
    const terms =
      '渠道伙伴签约后由区域经理负责培训，培训分为产品、方案和报价三个部分，每部分结束后都有测验，测验通过后开通系统账号，账号由伙伴的管理员统一管理，离职人员的账号要在当天停用。';
    const first = await write('渠道培训', `# 渠道培训\n\n${terms}`);
    const second = await write('伙伴培训办法', `# 伙伴培训办法\n\n${terms}另外，每季度复训一次。`);
    await write('质保政策', '# 硬件质保\n\n网关整机质保 24 个月，从签收当天算起。');
    await write('网关说明', '# 网关\n\n## 硬件质保\n\n网关整机质保 12 个月，从签收当天算起。');
    await write('旧活动', '# 旧活动\n\n秋季活动满三台送一台。', { valid_until: '2026-11-10' });
    const old = await write('将到期活动', '# 冬季活动\n\n冬季活动九五折。', { valid_until: '2026-11-25' });
    world.clock.advance({ minutes: 1 });
    expect((await keeper.call('POST', `${URL}/health/inspect`)).status).toBe(202);
    await world.drain();
    const issues = async (kind: string) => (await list<IssueView>(`issues?kind=${kind}`)).items;
    const [double] = await issues('duplicate');
    expect([double!.document_id, double!.other_document_id].toSorted()).toEqual([first.id, second.id].toSorted());
    expect(await issues('contradiction')).toMatchObject([
      {
        quotes: expect.arrayContaining([
          expect.stringContaining('24 个月'),
          expect.stringContaining('12 个月'),
        ]) as string[],
      },
    ]);
    expect((await issues('expired')).map((issue) => issue.document_title)).toEqual(['旧活动']);
    expect((await issues('expiring')).map((issue) => issue.document_id)).toEqual([old.id]);
    expect((await ask('秋季活动满几台送一台')).text).not.toContain('满三台');

    expect((await keeper.call('PATCH', `${URL}/issues/${double!.id}`, { status: 'dismissed' })).status).toBe(204);
    await keeper.call('POST', `${URL}/health/inspect`);
    await world.drain();
    expect(await issues('duplicate')).toEqual([]);
    expect((await list<IssueView>('issues?status=dismissed')).items.map((issue) => issue.id)).toEqual([double!.id]);
    // A document that was put right has no finding any more.
    await keeper.call('DELETE', `${URL}/documents/${old.id}`);
    await keeper.call('POST', `${URL}/health/inspect`);
    await world.drain();
    expect(await issues('expiring')).toEqual([]);
  });

  it('asks for a confirmation of what nobody has looked at for half a year', async () => {
    const document = await write('老制度', '# 老制度\n\n出差住宿标准每晚 300 元。');
    world.clock.advance({ days: 200 });
    keeper = await again(keeper, '周知二', 'operations');
    seller = await again(seller, '王磊二', 'salesperson');
    await keeper.call('POST', `${URL}/health/inspect`);
    await world.drain();
    const open = async () =>
      (await list<IssueView>('issues?kind=unconfirmed&page_size=100')).items.map((issue) => issue.document_id);
    expect(await open()).toContain(document.id);
    expect((await keeper.call<DocumentView>('POST', `${URL}/documents/${document.id}/confirm`)).body.confirmed_at).toBe(
      world.clock.now().toISOString(),
    );
    expect(await open()).not.toContain(document.id);
  });
});
/** Sessions end in the months the clock skips: the same person by another login. */
async function again(_former: TestClient, name: string, role: 'operations' | 'salesperson'): Promise<TestClient> {
  return await world.as(role, { name });
}

describe('an evaluation', () => {
  it('asks its questions with the rights of whoever starts it, and says what was missed', async () => {
    await write('评测甲', '# 加急安装\n\n加急安装要另付 600 元，当天上门。');
    const questions = [
      { question: '加急安装要付多少钱', document: '评测甲', anchor: '另付 600 元' },
      { question: '加急安装当天能上门吗', document: '评测甲' },
      { question: '火星上能安装吗怎么收费', unanswerable: true },
      { question: '安装要带梯子吗', document: '没有这篇' },
    ];
    const { body: set } = await keeper.call<EvaluationSetView>('POST', `${URL}/evaluations`, {
      name: '安装',
      questions: questions.slice(0, 2),
    });
    const added = await keeper.call<EvaluationSetView>('POST', `${URL}/evaluations/${set.id}/questions`, {
      questions: questions.slice(2),
    });
    expect(added.body).toMatchObject({ questions: 4, unanswerable: 1 });
    const { status, body: run } = await keeper.call<EvaluationRunView>('POST', `${URL}/evaluations/${set.id}/runs`);
    expect([status, run.status]).toEqual([202, 'running']);
    await world.drain();
    const { body: done } = await keeper.call<EvaluationRunView>('GET', `${URL}/evaluation-runs/${run.id}`);
    expect(done).toMatchObject({
      status: 'done',
      processed: 4,
      missing: 1,
      figures: { answerable: 3, unanswerable: 1, recall_1: 0.6667, mrr_10: 0.6667, ndcg_10: 0.6667 },
    });
    const missed = await list<EvaluationResultView>(`evaluation-runs/${run.id}/results?only=missed`);
    expect(missed.items.map((one) => one.question)).toEqual(['安装要带梯子吗']);
    const bad = await keeper.call('POST', `${URL}/evaluations`, {
      name: '坏',
      questions: [{ question: '没写答案在哪' }],
    });
    expect(bad.status).toBe(400);
    expect((await keeper.call('DELETE', `${URL}/evaluations/${set.id}`)).status).toBe(204);
  });
});

describe('the state of the knowledge base', () => {
  it('says what is there, what was asked and what is missing', async () => {
    const { body: health } = await keeper.call<KnowledgeHealth>('GET', `${URL}/health`);
    expect(health).toMatchObject({
      failed: 0,
      open_gaps: expect.any(Number) as number,
      inspected_at: expect.any(String) as string,
    });
    expect(health.documents).toBeGreaterThan(5);
    const { body: status } = await seller.call<KnowledgeStatus>('GET', `${URL}/status`);
    expect(status).toMatchObject({
      index: { adapter: 'postgresql', state: 'up' },
      embeddings: { state: 'off' },
      writer: 'extract',
      in_work: 0,
    });
    expect(status.missing.join()).toContain('向量');
    expect(status.index.passages).toBe(health.passages);
  });

  it('survives a rebuild of the index', async () => {
    expect((await seller.call('POST', `${URL}/reindex`)).status).toBe(403);
    expect((await keeper.call('POST', `${URL}/reindex`)).status).toBe(202);
    await world.drain();
    expect((await ask('加急安装要付多少钱')).text).toContain('600 元');
  });
});
