import { afterAll, beforeAll, expect, test } from 'vitest';
import { SALES_MANAGEMENT_AGENT } from '../../agents/sales-management/sales-management.agent.ts';
import { SALES_AGENT } from '../../agents/sales/sales.agent.ts';
import type { ApprovalCard } from '../../kernel/contracts/chat.ts';
import type { CustomerView, LeadView } from '../../kernel/contracts/crm.ts';
import { newId } from '../../kernel/ids.ts';
import { TOOLS } from '../../tools/registry.ts';
import { ask } from '../support/chat.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
let world: TestService;
let model: ModelServer;
let manager: TestClient;
let wang: TestClient;
let li: TestClient;

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    { LLM_BASE_URL: model.url, LLM_API_KEY: 'sk-test-key-of-the-tests', LLM_MODEL: 'test-model' },
    // Between the agents of sales and of operations the model would be asked who is meant, and use up what it is to say.
    { staff: { tools: TOOLS, agents: [SALES_AGENT, SALES_MANAGEMENT_AGENT] } },
  );
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  li = await world.as('salesperson', { name: '李娜', team: '华东团队' });
  await manager.call('POST', `${crm}/assignment-rules`, {
    name: '轮流',
    method: 'round_robin',
    members: [wang.userId, li.userId],
  });
  await manager.call('POST', `${crm}/pools`, { name: '线索公海', entity: 'lead' });
});
afterAll(async () => {
  await world.stop();
  await model.close();
});

const approve = (card: ApprovalCard) => ({ [card.id]: { decision: 'approve' as const, hash: card.hash } });

async function propose(person: TestClient, tool: string, args: Record<string, unknown>, text: string) {
  const threadId = newId();
  model.push(callTool(tool, args));
  const { cards } = await ask(world, person, { threadId, text });
  return {
    card: cards[0]!,
    agree: async () => {
      model.push(sayText('好的。'));
      return (await ask(world, person, { threadId, decisions: approve(cards[0]!) })).cards.at(-1)!;
    },
  };
}

test('waiting leads are given out as the card said; after somebody took one, the card is a conflict', async () => {
  for (const name of ['甲总', '乙总']) await manager.call('POST', `${crm}/leads`, { name, owner_id: null });
  const first = await propose(manager, 'assign_waiting_leads', {}, '把没分配的线索按规则分一下');
  expect(first.card.summary).toBe('按规则分出 2 条线索：王磊 1 条、李娜 1 条。');
  expect(await first.agree()).toMatchObject({ status: 'approved', result: '已分出 2 条线索：王磊 1 条、李娜 1 条。' });
  const mine = await wang.call<{ items: LeadView[] }>('GET', `${crm}/leads`);
  expect(mine.body.items.map((lead) => lead.name)).toEqual(['甲总']);

  const { body } = await manager.call<LeadView>('POST', `${crm}/leads`, { name: '丙总', owner_id: null });
  const second = await propose(manager, 'assign_waiting_leads', {}, '没分配的线索按规则分一下');
  await manager.call('POST', `${crm}/leads/${body.id}/assign`, { version: body.version, owner_id: li.userId });
  expect(await second.agree()).toMatchObject({ status: 'conflict' });
  expect((await manager.call<LeadView>('GET', `${crm}/leads/${body.id}`)).body.owner_name).toBe('李娜');
});

test('of two who agree to take one lead from the pool the second is told', async () => {
  const { body } = await wang.call<LeadView>('POST', `${crm}/leads`, { name: '快手' });
  await wang.call('POST', `${crm}/leads/${body.id}/release`, { version: body.version, reason: '不跟了' });
  const first = await propose(li, 'claim_from_pool', { lead: '快手' }, '领一下快手');
  const second = await propose(manager, 'claim_from_pool', { lead: '快手' }, '我领快手');
  expect(await first.agree()).toMatchObject({ status: 'approved' });
  const late = await second.agree();
  expect(late.status).toBe('conflict');
  expect(late.result).toContain('公海里没有“快手”');
});

test('two customers are merged only as they were shown', async () => {
  const make = async (name: string) => (await wang.call<CustomerView>('POST', `${crm}/customers`, { name })).body;
  const [kept, gone] = [await make('云帆科技'), await make('云帆智能')];
  const args = { customer: '云帆智能', into: '云帆科技' };
  const stale = await propose(wang, 'merge_records', args, '把云帆智能合并到云帆科技');
  await wang.call('PATCH', `${crm}/customers/${gone.id}`, { version: gone.version, phone: '13900001111' });
  expect(await stale.agree()).toMatchObject({ status: 'conflict' });
  const fresh = await propose(wang, 'merge_records', args, '把云帆智能合并到云帆科技');
  expect(fresh.card.changes).toMatchObject([{ field: '记录' }, { field: '电话', before: null, after: '13900001111' }]);
  expect(await fresh.agree()).toMatchObject({ status: 'approved' });
  expect((await wang.call<CustomerView>('GET', `${crm}/customers/${kept.id}`)).body.phone).toBe('13900001111');
  expect((await wang.call('GET', `${crm}/customers/${gone.id}`)).status).toBe(404);
});
