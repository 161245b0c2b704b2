import { afterAll, beforeAll, expect, test } from 'vitest';
import { SALES_MANAGEMENT_AGENT } from '../../agents/sales-management/sales-management.agent.ts';
import { SALES_AGENT } from '../../agents/sales/sales.agent.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import { newId } from '../../kernel/ids.ts';
import { TOOLS } from '../../tools/registry.ts';
import { ask } from '../support/chat.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, callTools, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let model: ModelServer;
let person: TestClient;
let customerId: string;

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    { LLM_BASE_URL: model.url, LLM_API_KEY: 'sk-test-key-of-the-tests', LLM_MODEL: 'test-model' },
    // Between the agents of sales and of operations the model would be asked who is meant, and use up what it is to say.
    { staff: { tools: TOOLS, agents: [SALES_AGENT, SALES_MANAGEMENT_AGENT] } },
  );
  person = await world.as('salesperson', { name: '王磊', team: '华东一队' });
  const made = await person.call<{ id: string }>('POST', '/api/v1/crm/customers', { name: '华星科技', region: '华东' });
  customerId = made.body.id;
});
afterAll(async () => {
  await world.stop();
  await model.close();
});

const approve = (card: ApprovalCard) => ({ [card.id]: { decision: 'approve' as const, hash: card.hash } });

test('an appointment counted from now is kept at the time the card shows, however late it is agreed to', async () => {
  const threadId = newId();
  model.push(callTool('schedule_follow_up', { customer: '华星科技', at: '两小时后', kind: 'call' }));
  const proposed = await ask(world, person, { threadId, text: '两小时后给华星科技打电话' });
  const card = proposed.cards[0]!;
  expect(card.fields[0]).toMatchObject({ name: 'at', value: '2026-11-18T12:20' });
  world.clock.advance({ minutes: 30 });
  model.push(sayText('安排好了。'));
  const settled = await ask(world, person, { threadId, decisions: approve(card) });
  expect(settled.cards.at(-1)).toMatchObject({
    status: 'approved',
    result: '已安排：2026-11-18（周三）12:20，您电话联系“华星科技”。',
  });
});

test('two cards about one customer are agreed to one after the other', async () => {
  const threadId = newId();
  model.push(
    callTools([
      { name: 'add_tags', args: { customer: '华星科技', tags: ['重点客户'] } },
      { name: 'schedule_follow_up', args: { customer: '华星科技', at: '2026-11-20T10:00', kind: 'visit' } },
    ]),
  );
  const proposed = await ask(world, person, { threadId, text: '给华星科技打上重点客户，周五上午十点去拜访' });
  const [tags, visit] = proposed.cards;
  world.clock.advance({ minutes: 1 });
  model.push(sayText('都办好了。'));
  const settled = await ask(world, person, { threadId, decisions: { ...approve(tags!), ...approve(visit!) } });
  expect(settled.cards.map((card) => [card.tool, card.status])).toEqual(
    expect.arrayContaining([
      ['add_tags', 'approved'],
      ['schedule_follow_up', 'approved'],
    ]),
  );
});

test('cards about one customer are agreed to step by step; one that no longer says what would happen is a conflict', async () => {
  const threadId = newId();
  model.push(
    callTools([
      { name: 'add_tags', args: { customer: '华星科技', tags: ['决策链长'] } },
      { name: 'add_tags', args: { customer: '华星科技', tags: ['可复购'] } },
      { name: 'schedule_follow_up', args: { customer: '华星科技', at: '2026-11-23T10:00', kind: 'call' } },
    ]),
  );
  const proposed = await ask(world, person, { threadId, text: '给华星科技打标签，周一上午十点打电话' });
  const [first, second, call] = proposed.cards;
  const half = await ask(world, person, { threadId, decisions: approve(call!) });
  expect([half.outcome, half.cards.at(-1)?.status]).toEqual(['interrupt', 'approved']);
  const more = await ask(world, person, { threadId, decisions: approve(first!) });
  expect([more.outcome, more.cards.at(-1)?.status]).toEqual(['interrupt', 'approved']);
  model.push(sayText('都办好了。'));
  const whole = await ask(world, person, { threadId, decisions: approve(second!) });
  // The second card showed the tags without those of the first: it says something else now.
  expect([whole.outcome, whole.cards.at(-1)?.status]).toEqual(['success', 'conflict']);
});

test('a card is refused when its customer changed since, and nothing is done', async () => {
  const threadId = newId();
  model.push(callTool('add_tags', { customer: '华星科技', tags: ['高意向'] }));
  const proposed = await ask(world, person, { threadId, text: '给华星科技打上高意向' });
  const current = await person.call<{ version: number }>('GET', `/api/v1/crm/customers/${customerId}`);
  const changed = await person.call('PATCH', `/api/v1/crm/customers/${customerId}`, {
    version: current.body.version,
    city: '苏州',
  });
  expect(changed.status).toBe(200);
  model.push(sayText('资料刚刚变了。'));
  const settled = await ask(world, person, { threadId, decisions: approve(proposed.cards[0]!) });
  expect(settled.cards.at(-1)?.status).toBe('conflict');
  const after = await person.call<{ tags: string[] }>('GET', `/api/v1/crm/customers/${customerId}`);
  expect(after.body.tags).not.toContain('高意向');
});

test('what the person edits on the card is what is done', async () => {
  const threadId = newId();
  model.push(callTool('add_tags', { customer: '华星科技', tags: ['价格敏感'] }));
  const { cards } = await ask(world, person, { threadId, text: '给华星科技打上价格敏感' });
  model.push(sayText('好了。'));
  const settled = await ask(world, person, {
    threadId,
    decisions: { [cards[0]!.id]: { decision: 'edit', hash: cards[0]!.hash, input: { tags: ['决策慢'] } } },
  });
  expect(settled.cards.at(-1)).toMatchObject({ status: 'edited', result: '已给“华星科技”加上“决策慢”标签。' });
});

test('a name of two customers is shown as choices that can be sent back', async () => {
  for (const name of ['恒达精密', '恒达物流']) await person.call('POST', '/api/v1/crm/customers', { name });
  model.push(callTool('get_customer', { customer: '恒达' }));
  model.push(sayText('请问是哪一家？'));
  const answer = await ask(world, person, { text: '介绍一下恒达' });
  const choices = answer.part<{ options: { value: string }[] }>('choices');
  expect(choices?.options.map((option) => option.value)).toEqual([
    expect.stringMatching(/^KH-/),
    expect.stringMatching(/^KH-/),
  ]);
});

test('two changes of one opportunity in one sentence are both carried out, and not when somebody else came in between', async () => {
  const made = await person.call<{ id: string; version: number }>('POST', '/api/v1/crm/opportunities', {
    name: '灯塔产线改造',
    customer_id: customerId,
    stage: 'qualification',
    amount: 300_000,
  });
  const both = async () => {
    const threadId = newId();
    model.push(
      callTools([
        { name: 'move_opportunity_stage', args: { opportunity: '灯塔产线改造', stage: 'proposal' } },
        { name: 'update_opportunity', args: { opportunity: '灯塔产线改造', amount: 500_000 } },
      ]),
    );
    const { cards } = await ask(world, person, { threadId, text: '灯塔产线改造推进到方案报价，金额改成50万' });
    return { threadId, cards };
  };
  const stranger = await both();
  await person.call('PATCH', `/api/v1/crm/opportunities/${made.body.id}`, {
    version: made.body.version,
    description: '别处的改动',
  });
  model.push(sayText('资料刚刚变了。'));
  const refused = await ask(world, person, {
    threadId: stranger.threadId,
    decisions: Object.assign({}, ...stranger.cards.map((card) => approve(card))),
  });
  expect(refused.cards.map((card) => card.status)).toEqual(['conflict', 'conflict']);
  const own = await both();
  model.push(sayText('都好了。'));
  const settled = await ask(world, person, {
    threadId: own.threadId,
    decisions: Object.assign({}, ...own.cards.map((card) => approve(card))),
  });
  expect(settled.cards.map((card) => card.status)).toEqual(['approved', 'approved']);
  const after = await person.call<{ stage: string; amount: number }>(
    'GET',
    `/api/v1/crm/opportunities/${made.body.id}`,
  );
  expect(after.body).toMatchObject({ stage: 'proposal', amount: 500_000 });
});

test('a card with a list of plans is a conflict once one of its records was planned for by somebody', async () => {
  const threadId = newId();
  const made = await person.call<{ id: string }>('POST', '/api/v1/crm/customers', { name: '远景机械', region: '华东' });
  model.push(callTool('plan_follow_ups', { target: 'customers' }));
  const proposed = await ask(world, person, { threadId, text: '给没安排跟进的客户排上计划' });
  const card = proposed.cards[0]!;
  expect(card.changes.map((change) => change.record_label)).toContain('远景机械');
  const planned = { customer_id: made.body.id, kind: 'call', subject: '问近况' };
  const other = await person.call('POST', '/api/v1/crm/activities', {
    ...planned,
    status: 'planned',
    due_at: new Date(world.clock.now().getTime() + 86_400_000).toISOString(),
  });
  expect(other.status).toBe(201);
  model.push(sayText('名单变了。'));
  const settled = await ask(world, person, { threadId, decisions: approve(card) });
  expect(settled.cards.at(-1)?.status).toBe('conflict');
  const activities = await person.call<{ total: number }>(
    'GET',
    `/api/v1/crm/activities?customer_id=${made.body.id}&status=planned`,
  );
  expect(activities.body.total).toBe(1);
});
