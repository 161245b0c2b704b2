import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ContactView, CustomerView } from '../../kernel/contracts/crm.ts';
import type { DecisionLink, GraphView, RelationView } from '../../kernel/contracts/relations.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const crm = '/api/v1/crm';
let world: TestService;
let wang: TestClient;
let li: TestClient;
let chen: TestClient;

beforeAll(async () => {
  world = await testService();
  wang = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  li = await world.as('salesperson', { name: '李娜', team: '华南团队' });
  chen = await world.as('administrator');
});
afterAll(async () => await world.stop());

interface Refusal {
  error: { code: string; message: string };
}
const make = async (by: TestClient, name: string): Promise<CustomerView> =>
  (await by.call<CustomerView>('POST', `${crm}/customers`, { name })).body;
const person = async (by: TestClient, customer: CustomerView, name: string): Promise<ContactView> =>
  (await by.call<ContactView>('POST', `${crm}/contacts`, { customer_id: customer.id, name, title: '经理' })).body;
const relate = async (
  by: TestClient,
  self: CustomerView,
  role: string,
  other: CustomerView,
): Promise<{ status: number; body: RelationView & Refusal }> =>
  await by.call('POST', `${crm}/customers/${self.id}/relations`, { customer_id: other.id, role, note: '年会上说的' });
const relations = async (by: TestClient, of: CustomerView): Promise<RelationView[]> =>
  (await by.call<{ items: RelationView[] }>('GET', `${crm}/customers/${of.id}/relations`)).body.items;
const graph = async (by: TestClient, of: CustomerView, depth: number): Promise<GraphView> =>
  (await by.call<GraphView>('GET', `${crm}/customers/${of.id}/graph?depth=${depth}`)).body;

test('relations read from both ends, are not kept twice, and a customer has one mother', async () => {
  const [group, branch, friend] = [await make(wang, '集团'), await make(wang, '分公司'), await make(wang, '伙伴')];
  const made = await relate(wang, branch, 'parent', group);
  expect(made).toMatchObject({ status: 201, body: { role: 'parent', customer_name: '集团', note: '年会上说的' } });
  expect(await relations(wang, group)).toMatchObject([{ role: 'subsidiary', customer_name: '分公司' }]);
  expect((await relate(wang, group, 'subsidiary', branch)).body.error.code).toBe('crm.relation_exists');
  expect((await relate(wang, branch, 'parent', friend)).body.error).toMatchObject({
    code: 'crm.relation_has_parent',
    message: '“分公司”已经有上级公司了。请先删除原来的关系。',
  });
  expect((await relate(wang, branch, 'partner', branch)).body.error.code).toBe('crm.relation_to_itself');
  expect((await relate(wang, friend, 'partner', branch)).status).toBe(201);
  expect((await relate(wang, branch, 'partner', friend)).body.error.code).toBe('crm.relation_exists');
  expect((await relate(wang, friend, 'referrer', group)).status).toBe(201);
  expect((await relations(wang, group)).map(({ role }) => role)).toEqual(['subsidiary', 'referred']);

  const url = `${crm}/customers/${group.id}/relations/${made.body.id}`;
  expect((await wang.call<RelationView>('PATCH', url, { version: 1, note: '已核实' })).body).toMatchObject({
    note: '已核实',
    version: 2,
  });
  expect((await wang.call('PATCH', url, { version: 1, note: '旧的' })).status).toBe(409);
  expect((await li.call('DELETE', url)).status).toBe(404);
  expect((await wang.call('DELETE', url)).status).toBe(204);
  expect((await wang.call('DELETE', url)).status).toBe(404);
  expect((await relate(wang, branch, 'parent', friend)).status).toBe(201);
});

test('mothers never go in a circle, also when both halves are drawn at the same moment', async () => {
  const [a, b, c] = [await make(wang, '甲公司'), await make(wang, '乙公司'), await make(wang, '丙公司')];
  expect((await relate(wang, b, 'parent', a)).status).toBe(201);
  expect((await relate(wang, c, 'parent', b)).status).toBe(201);
  expect((await relate(wang, a, 'parent', c)).body.error).toMatchObject({
    code: 'crm.relation_circular',
    message: '这样会形成循环：甲公司 → 丙公司 → 乙公司 → 甲公司。请检查上下级关系。',
  });
  for (let round = 0; round < 2; round += 1) {
    const [x, y] = [await make(wang, `左${round}`), await make(wang, `右${round}`)];
    const answers = await Promise.all([relate(wang, x, 'parent', y), relate(wang, y, 'parent', x)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400]);
    const [p, q] = [await person(wang, x, '左'), await person(wang, y, '右')];
    const lines = await Promise.all([
      wang.call('PUT', `${crm}/contacts/${p.id}/reports-to`, { manager_id: q.id }),
      wang.call('PUT', `${crm}/contacts/${q.id}/reports-to`, { manager_id: p.id }),
    ]);
    expect(lines.map(({ status }) => status).toSorted()).toEqual([204, 400]);
  }
});

test('the decision chain names parts and attitudes, and the graph shows what is around without giving away what is hidden', async () => {
  const [own, near, far] = [await make(wang, '本公司'), await make(wang, '近邻'), await make(wang, '远邻')];
  const secret = await make(li, '秘密客户');
  const behind = await make(wang, '秘密之后');
  await relate(wang, own, 'partner', near);
  await relate(wang, near, 'competitor', far);
  expect((await relate(wang, own, 'partner', secret)).status).toBe(404);
  expect((await relate(chen, own, 'referrer', secret)).status).toBe(201);
  expect((await relate(chen, secret, 'partner', behind)).status).toBe(201);

  const [boss, user] = [await person(wang, own, '周总'), await person(wang, own, '小吴')];
  const spy = await person(li, secret, '秘密联系人');
  const chain = `${crm}/customers/${own.id}/decision-chain`;
  const put = async (by: TestClient, contact: ContactView, role: string, attitude?: string): Promise<number> =>
    (await by.call('PUT', chain, { contact_id: contact.id, role, ...(attitude ? { attitude } : {}) })).status;
  expect(await put(wang, boss, 'decision_maker', 'opposed')).toBe(200);
  const flag = async () => (await wang.call<ContactView>('GET', `${crm}/contacts/${boss.id}`)).body.decision_maker;
  expect(await flag()).toBe(true);
  expect(await put(wang, spy, 'influencer')).toBe(404);
  expect(await put(chen, spy, 'influencer')).toBe(200);
  expect(await put(li, boss, 'user')).toBe(404);
  expect((await wang.call('PUT', `${crm}/contacts/${user.id}/reports-to`, { manager_id: boss.id })).status).toBe(204);
  expect((await wang.call('PUT', `${crm}/contacts/${boss.id}/reports-to`, { manager_id: boss.id })).status).toBe(400);
  const links = (await wang.call<{ items: DecisionLink[] }>('GET', chain)).body.items;
  expect(links).toMatchObject([
    { name: '周总', role: 'decision_maker', attitude: 'opposed', reports_to_id: null },
    { name: '小吴', role: null, attitude: 'unknown', reports_to_name: '周总' },
  ]);
  expect((await chen.call<{ items: DecisionLink[] }>('GET', chain)).body.items.map(({ name }) => name)).toContain(
    '秘密联系人',
  );

  const one = await graph(wang, own, 1);
  expect(one.nodes.filter(({ entity }) => entity === 'customer').map(({ name, hidden }) => [name, hidden])).toEqual([
    ['本公司', false],
    ['近邻', false],
    ['其他同事的客户', true],
  ]);
  expect(one.edges.map(({ kind, label }) => [kind, label])).toEqual([
    ['partner', '合作'],
    ['referral', '介绍'],
    ['decision', '决策人（反对）'],
  ]);
  const three = await graph(wang, own, 3);
  expect(three.nodes.map(({ name }) => name)).toContain('远邻');
  expect(three.nodes.map(({ name }) => name)).not.toContain('秘密之后');
  for (const hidden of [secret.id, secret.name, spy.id, spy.name, '年会上说的'])
    expect(JSON.stringify(three)).not.toContain(hidden);
  const hiddenRelation = (await relations(wang, own)).find(({ customer_id }) => customer_id === null);
  expect(hiddenRelation).toMatchObject({ role: 'referrer', customer_name: '其他同事的客户', note: null });
  expect((await wang.call('DELETE', `${crm}/customers/${own.id}/relations/${hiddenRelation!.id}`)).status).toBe(404);
  expect((await graph(chen, own, 3)).nodes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['秘密客户', '秘密之后', '秘密联系人', '周总']),
  );
  expect((await li.call('GET', `${crm}/customers/${own.id}/graph`)).status).toBe(404);
  expect((await wang.call('GET', `${crm}/customers/${own.id}/graph?depth=4`)).status).toBe(400);

  expect((await wang.call('DELETE', `${chain}/${boss.id}`)).status).toBe(204);
  expect(await flag()).toBe(false);
  expect((await wang.call('PUT', `${crm}/contacts/${user.id}/reports-to`, { manager_id: null })).status).toBe(204);
  expect((await wang.call<{ items: DecisionLink[] }>('GET', chain)).body.items).toMatchObject([
    { role: null, reports_to_name: null },
    { role: null, reports_to_name: null },
  ]);
});
