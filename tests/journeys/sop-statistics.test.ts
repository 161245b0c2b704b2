import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SopStats, SopTemplateStatistics } from '../../kernel/contracts/sop-statistics.ts';
import type { SopTemplateView } from '../../kernel/contracts/sop-templates.ts';
import { sopInstances } from '../support/sop-instances.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/sop';
let world: TestService;
let manager: TestClient;

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager');
});
afterAll(async () => await world.stop());

const STEPS = [
  {
    id: 'ab',
    name: '分流',
    action_type: 'split',
    variants: [
      { name: 'a', title: '直接问', weight: 50 },
      { name: 'b', title: '先送资料', weight: 50 },
    ],
    next_steps: ['hello', 'hello'],
  },
  { id: 'hello', name: '问候', action_type: 'send_message', content: '您好' },
  { id: 'wait', name: '等回复', action_type: 'wait_reply', next_steps: [{ to: 'tag', way: 'interested' }] },
  { id: 'tag', name: '打标签', action_type: 'add_tag', tags: ['高意向'] },
];

it("counts all sequences in the spec's fields, today by the organisation's day", async () => {
  expect((await manager.call<SopStats>('GET', `${api}/stats`)).body).toEqual({
    total_templates: 0,
    active_templates: 0,
    total_instances: 0,
    active_instances: 0,
    completed_instances: 0,
    failed_instances: 0,
    today_instances_created: 0,
    today_instances_completed: 0,
    today_success_rate: null,
    type_distribution: {},
    instance_status_distribution: {},
  });
  const create = async (name: string, sop_type: string) =>
    (await manager.call<SopTemplateView>('POST', `${api}/templates`, { name, sop_type, steps: STEPS })).body;
  const made = await create('甲', 'welcome');
  await create('乙', 'welcome');
  await create('丙', 'promotion');
  await manager.call('POST', `${api}/templates/${made.id}/activate`);
  const rows = sopInstances(world, made.id);
  // The clock stands at 10:20 in Shanghai: 02:20 UTC. Yesterday evening there is another day.
  const yesterday = new Date(world.clock.now().getTime() - 11 * 3_600_000);
  await rows.add(4, { status: 'completed', created_at: yesterday, ended_at: world.clock.now() });
  await rows.add(1, { status: 'failed' });
  await rows.add(3, { status: 'completed', created_at: yesterday });
  await rows.add(2, { status: 'paused' });
  world.clock.advance({ minutes: 1 });
  const { body } = await manager.call<SopStats>('GET', `${api}/stats`);
  expect(body).toEqual({
    total_templates: 3,
    active_templates: 1,
    total_instances: 10,
    active_instances: 2,
    completed_instances: 7,
    failed_instances: 1,
    today_instances_created: 3,
    today_instances_completed: 4,
    today_success_rate: 80,
    type_distribution: { welcome: 2, promotion: 1 },
    instance_status_distribution: { completed: 7, failed: 1, paused: 2 },
  });
  // Kept for seconds, and read anew when somebody changes a template.
  await rows.add(1, { status: 'pending' });
  expect((await manager.call<SopStats>('GET', `${api}/stats`)).body.total_instances).toBe(10);
  await create('丁', 'promotion');
  expect((await manager.call<SopStats>('GET', `${api}/stats`)).body).toMatchObject({
    total_instances: 11,
    total_templates: 4,
  });
});

it('shows the funnel of a template, who answers, who reaches the goal, and which variant is better', async () => {
  const settings = { goal: { kind: 'tag', tag: '高意向' } };
  const made = await manager.call<SopTemplateView>('POST', `${api}/templates`, {
    name: '对比',
    sop_type: 'follow_up',
    steps: STEPS,
    settings,
  });
  const rows = sopInstances(world, made.body.id);
  const course = (variant: string, ...rest: object[]) => [
    { step: 'ab', action: 'split', way: variant },
    { step: 'hello', action: 'send_message', minutes: 1 },
    ...(rest as { step: string; action: string }[]),
  ];
  const waited = (way: string) => ({ step: 'wait', action: 'wait_reply', way, from: 1, minutes: 60 });
  const tag = { step: 'tag', action: 'add_tag', from: 61 };
  const ended = (minutes: number) => new Date(world.clock.now().getTime() + minutes * 60_000);
  await rows.add(10, { status: 'completed', ended_at: ended(61), tasks: course('a', waited('interested'), tag) });
  await rows.add(30, { status: 'completed', ended_at: ended(61), tasks: course('a', waited('no_reply')) });
  await rows.add(24, { status: 'completed', ended_at: ended(61), tasks: course('b', waited('interested'), tag) });
  await rows.add(10, { status: 'completed', ended_at: ended(61), tasks: course('b', waited('other')) });
  await rows.add(4, { status: 'failed', tasks: course('b') });
  await rows.add(2, { status: 'cancelled', tasks: [] });
  const url = `${api}/templates/${made.body.id}/statistics`;
  const { body } = await manager.call<SopTemplateStatistics>('GET', url);
  expect(body).toMatchObject({
    total_instances: 80,
    completed_instances: 74,
    failed_instances: 4,
    cancelled_instances: 2,
    success_rate: '94.9%',
    replied: 44,
    reply_rate: 59.5,
    goal: '得到标签“高意向”',
    reached: 34,
    conversion_rate: 42.5,
    average_duration_minutes: 61,
  });
  expect(
    body.steps.map(({ step_id, entered, share, median_minutes }) => [step_id, entered, share, median_minutes]),
  ).toEqual([
    ['ab', 78, 97.5, 0],
    ['hello', 78, 97.5, 1],
    ['wait', 74, 92.5, 60],
    ['tag', 34, 42.5, 0],
  ]);
  expect(body.steps[2]!.ways).toEqual([
    { way: 'interested', words: '回复有兴趣', count: 34, share: 45.9 },
    { way: 'no_reply', words: '到时没有回复', count: 30, share: 40.5 },
    { way: 'other', words: '其他回复', count: 10, share: 13.5 },
  ]);
  expect(body.splits).toMatchObject([
    {
      step_id: 'ab',
      measure: 'goal',
      better: 'b',
      variants: [
        { name: 'a', instances: 40, successes: 10, rate: 25 },
        { name: 'b', instances: 38, successes: 24, rate: 63.2 },
      ],
      words: expect.stringContaining('“先送资料”更好'),
    },
  ]);
  const none = await manager.call<SopTemplateStatistics>('GET', `${url}?from=2027-01-01`);
  expect(none.body).toMatchObject({ total_instances: 0, success_rate: '-', reply_rate: null });
  expect((await manager.call('GET', `${url}?version_number=9`)).status).toBe(404);
});
