import { afterAll, beforeAll, expect, it } from 'vitest';
import { query } from '../../db/query.ts';
import { forkEm } from '../../db/orm.ts';
import {
  startBailianSimulator,
  type BailianSimulator,
} from '../../integrations/models/bailian-app/simulator/start-bailian-simulator.ts';
import { composeCallAnalyst } from '../../server/assistant/compose-call-analyst.ts';
import { composeReplyJudge } from '../../server/assistant/compose-reply-judge.ts';
import { testService, type TestService } from '../support/service.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool } from '../support/model-server/step.ts';

const AT = new Date('2026-11-18T10:20:00+08:00');
const still = new AbortController().signal;
const CALL = {
  turns: [
    { who: 'robot', text: '您好我是做客户管理系统的' },
    { who: 'person', text: '发个资料我看看下周三下午再打给我' },
  ],
  at: AT,
  about: '客户管理系统',
} as const;
const REPLY = { asked: '方便演示吗？', replies: ['下周三下午吧'], at: AT } as const;

let test: TestService;
let app: BailianSimulator;
let model: ModelServer;
beforeAll(async () => {
  const fields = { leads_remark: '客户要资料', is_interested: 1, next_follow_time: null };
  app = await startBailianSimulator({
    appId: 'calls-1',
    apiKey: 'sk-bailian-test',
    script: [
      { kind: 'text', text: JSON.stringify(fields) },
      { kind: 'error', status: 400, code: 'InvalidParameter' },
    ],
  });
  const form = { class: 'later', confidence: 0.8, time_words: '下周三下午', do_not_disturb: false };
  const step = callTool('report_reply', { ...form, do_not_disturb_words: null, signs: [] });
  model = await startModelServer({ apiKey: 'sk-model-test', script: [step] });
  test = await testService({
    BAILIAN_URL: app.url,
    BAILIAN_APP_ID: 'calls-1',
    BAILIAN_API_KEY: 'sk-bailian-test',
    LLM_BASE_URL: model.url,
    LLM_API_KEY: 'sk-model-test',
    LLM_MODEL: 'test-model',
  });
});
afterAll(async () => {
  await test.stop();
  await Promise.all([app.close(), model.close()]);
});

it('asks the app for calls and the model for replies, as configured, and meters both', async () => {
  const analyst = composeCallAnalyst(test.service.parts);
  const judge = composeReplyJudge(test.service.parts);
  expect(await analyst.analyseCall(CALL, still)).toMatchObject({
    remark: '客户要资料',
    interest: 'interested',
    next_follow_at: '2026-11-25T15:00:00+08:00',
    by: 'qwen-max',
  });
  expect(await judge.judgeReply(REPLY, still)).toMatchObject({
    class: 'later',
    come_back_at: '2026-11-25T15:00:00+08:00',
    by: 'test-model',
  });
  const rows = await query(
    forkEm(test.service.parts.orm),
    `select agent, endpoint, outcome from model_usage order by agent`,
  );
  expect(rows).toEqual([
    { agent: 'analyse-call', endpoint: 'bailian-app', outcome: 'ok' },
    { agent: 'judge-reply', endpoint: 'primary', outcome: 'ok' },
  ]);
});

it('keeps to the budget: nobody is asked when the day is used up', async () => {
  const administrator = await test.as('administrator');
  const set = await administrator.call('PUT', '/api/v1/metering/budgets', {
    scope: 'agent:analyse-call',
    daily_tokens: 1,
    daily_cost: null,
  });
  expect(set.status, JSON.stringify(set.body)).toBeLessThan(300);
  const asked = app.ledger.length;
  const told = await composeCallAnalyst(test.service.parts).analyseCall(CALL, still);
  expect(told).toMatchObject({ interest: 'interested', by: 'built-in' });
  expect(app.ledger).toHaveLength(asked);
});
