import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { query } from '../../db/query.ts';
import { forkEm } from '../../db/orm.ts';
import type { DraftInput } from '../../domain/assistant.port.ts';
import { systemActor } from '../../kernel/actor.ts';
import { PERMISSIONS } from '../../kernel/contracts/identity.ts';
import { writeDocument } from '../../knowledge/documents/write-document.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, refuse, type Step } from '../support/model-server/step.ts';
import { testService, type TestService } from '../support/service.ts';

const KEY = 'sk-test-0123456789abcdef';
const still = new AbortController().signal;
let model: ModelServer;
let world: TestService;
let next: Step = refuse(500);

beforeAll(async () => {
  model = await startModelServer({ apiKey: KEY, script: () => next });
  world = await testService({ LLM_BASE_URL: model.url, LLM_API_KEY: KEY, LLM_MODEL: 'test-model' });
  await write('发票说明', ['customer'], '## 开票时间\n\n电子发票在付款后 3 个工作日内发到登记的邮箱。');
  await write('内部折扣', ['all'], '## 最低折扣\n\n大区经理可以批到七五折，低于七五折要总监批。');
  await world.drain();
});
afterAll(async () => {
  await world.stop();
  await model.close();
});

async function write(title: string, visibility: string[], text: string): Promise<void> {
  const { parts } = world.service;
  await writeDocument(
    {
      em: forkEm(parts.orm),
      clock: parts.clock,
      actor: systemActor(PERMISSIONS),
      events: parts.bus,
      jobs: parts.engine,
    },
    { title, visibility, text: `# ${title}\n\n${text}` },
  );
}
const draft = (text: string, more: Partial<DraftInput> = {}) =>
  world.service.parts.assistant.draftReply(
    { text, before: [], intent: 'question', addressee: '周总', longest: 300, ...more },
    still,
  );

describe('the questions of the engines, on the whole service', () => {
  it('answers a customer from what customers may be told', async () => {
    next = refuse(500);
    expect(await draft('电子发票付款后多久能收到？')).toMatchObject({
      kind: 'answer',
      text: expect.stringContaining('3 个工作日') as string,
      by: 'built-in',
      passageIds: [expect.any(String)],
    });
  });

  it('never tells a customer what is for colleagues', async () => {
    next = refuse(500);
    expect(await draft('大区经理最低可以批到几折？')).toMatchObject({ kind: 'hand_over' });
  });

  it('leaves no trace in the log of asked questions: a simulation may ask as well', async () => {
    const [row] = await query<{ count: number }>(
      forkEm(world.service.parts.orm),
      'select count(*)::int as count from knowledge_answer',
    );
    expect(row?.count).toBe(0);
  });

  it('meters what a model judged under the name of the question', async () => {
    next = callTool('report_judgement', {
      intent: 'purchase',
      confidence: 0.8,
      mood: 0.5,
      complaint: false,
      important: false,
      signs: [],
    });
    const judged = await world.service.parts.assistant.classifyMessage({ text: '专业版怎么卖', before: [] }, still);
    expect(judged).toMatchObject({ intent: 'purchase', by: 'test-model' });
    const usage = await query<{ agent: string }>(forkEm(world.service.parts.orm), 'select agent from model_usage');
    expect(usage.map((row) => row.agent)).toContain('classify-message');
  });
});
