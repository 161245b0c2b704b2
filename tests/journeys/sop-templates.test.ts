import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SopVerdict } from '../../kernel/contracts/sop.ts';
import type {
  SopDiff,
  SopExport,
  SopImported,
  SopLibraryItem,
  SopTemplateRow,
  SopTemplateView,
  SopVersionView,
} from '../../kernel/contracts/sop-templates.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { SOP_LIBRARY } from '../../domain/sop/library/registry.ts';
import { sopInstances } from '../support/sop-instances.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/sop';
type Refused = { error: { code: string; message: string; details: Record<string, unknown> } };
type Answer = SopTemplateView & Refused;
let world: TestService;
let manager: TestClient;

beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静' });
});
afterAll(async () => await world.stop());

/** The steps as spec 000 writes them. */
const STEPS = [
  {
    id: 'step_001',
    name: '发送欢迎消息',
    action_type: 'send_message',
    content: '你好，{contact_name}！欢迎添加我的微信！',
    delay_minutes: 0,
    conditions: { user_type: 'new_friend' },
    next_steps: ['step_002'],
  },
  {
    id: 'step_002',
    name: '等待用户回复',
    action_type: 'wait_reply',
    timeout_minutes: 1440,
    next_steps: ['step_003', 'step_004'],
  },
  { id: 'step_003', name: '打标签', action_type: 'add_tag', tags: ['已回复'], next_steps: [] },
  { id: 'step_004', name: '通知人工', action_type: 'notify_manual', message: '{contact_name}没有回复', next_steps: [] },
];
let serial = 0;
const create = async (more: object = {}) => {
  serial += 1;
  return await manager.call<Answer>('POST', `${api}/templates`, {
    name: `欢迎流程 ${serial}`,
    sop_type: 'welcome',
    steps: STEPS,
    ...more,
  });
};
const problemsOf = async (steps: object[], more: object = {}) => {
  const { status, body } = await manager.call<SopVerdict>('POST', `${api}/templates/validate`, { steps, ...more });
  expect(status).toBe(200);
  return body.problems;
};

describe('a template', () => {
  it("is written and read in the spec's own words", async () => {
    const trigger_config = { auto_trigger: true, keywords: [], conditions: { user_type: 'new_friend' } };
    const { status, body } = await create({ category: '客户获取', tags: ['破冰', '欢迎'], trigger_config });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      sop_type: 'welcome',
      status: 'draft',
      version: '1.0',
      total_instances: 0,
      active_instances: 0,
      success_rate: '-',
      is_active: false,
      last_used_at: null,
      revision: 1,
      created_by: '陈静',
      trigger_config: {
        auto_trigger: true,
        type: 'new_friend',
        conditions: { field: 'user_type', op: 'eq', value: 'new_friend' },
        zone: 'Asia/Shanghai',
      },
    });
    expect(body.steps[0]).toMatchObject({
      ...STEPS[0],
      conditions: { field: 'user_type', op: 'eq' },
      next_steps: [{ to: 'step_002' }],
    });
    expect(body.steps[1]!.next_steps).toEqual([
      { to: 'step_003', way: 'reply' },
      { to: 'step_004', way: 'no_reply' },
    ]);
  });

  it('is activated, paused, let go on and archived, and says what is not possible', async () => {
    const { body: made } = await create();
    const move = async (deed: string, body: object = {}) =>
      await manager.call<Answer>('POST', `${api}/templates/${made.id}/${deed}`, body);
    expect((await move('pause')).body.error.code).toBe('sop.template_not_so');
    expect((await move('activate', { revision: 7 })).body.error.code).toBe('sop.template_stale');
    const active = await move('activate', { revision: 1 });
    expect(active.body).toMatchObject({ status: 'active', is_active: true, active_version_number: 1, revision: 2 });
    expect((await move('pause')).body.status).toBe('paused');
    expect((await move('resume')).body.status).toBe('active');
    expect((await move('archive')).body.status).toBe('archived');
    const { body: shown } = await manager.call<Page<SopTemplateRow>>('GET', `${api}/templates?page_size=200`);
    expect(shown.items.map(({ id }) => id)).not.toContain(made.id);
    const { body: kept } = await manager.call<Page<SopTemplateRow>>('GET', `${api}/templates?status=archived`);
    expect(kept.items.map(({ id }) => id)).toContain(made.id);
  });

  it('is not activated while something is wrong with it, and says what', async () => {
    const { body } = await create({ steps: [STEPS[0], { ...STEPS[2], tags: [] }] });
    const refused = await manager.call<Answer>('POST', `${api}/templates/${body.id}/activate`);
    expect(refused.status).toBe(400);
    expect(refused.body.error.code).toBe('sop.template_invalid');
    expect(refused.body.error.message).toContain('步骤“发送欢迎消息”（step_001）的 next_steps.0：没有步骤“step_002”');
    const verdict = await manager.call<SopVerdict>('GET', `${api}/templates/${body.id}/validate`);
    expect(verdict.body.problems.map(({ code, step }) => [code, step])).toEqual([
      ['next_to_nowhere', 'step_001'],
      ['bad_config', 'step_003'],
      ['unreachable', 'step_003'],
    ]);
  });

  it('refuses what it could not keep, names it, and keeps names apart', async () => {
    const wrong = await create({ steps: [{ id: 'a', name: '发邮件', action_type: 'send_mail' }] });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('步骤“发邮件”（a）的 action_type：没有动作“send_mail”');
    const conditions = { user_type: { operator: 'like', value: 1 } };
    expect((await create({ steps: [{ ...STEPS[0], conditions }] })).body.error.code).toBe('sop.template_unreadable');
    const first = await create();
    expect((await create({ name: first.body.name })).body.error.code).toBe('sop.template_name_taken');
  });

  it('keeps every version, compares them and goes back', async () => {
    const { body: made } = await create();
    const url = `${api}/templates/${made.id}`;
    await manager.call('POST', `${url}/activate`);
    const steps = [
      { ...STEPS[0], content: '您好！' },
      ...STEPS.slice(1, 3),
      { id: 'step_004', name: '结束', action_type: 'end' },
    ];
    const stale = await manager.call<Answer>('PUT', url, { steps, revision: 1 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'sop.template_stale']);
    const { body: second } = await manager.call<Answer>('PUT', url, { steps, note: '改得更短', revision: 2 });
    expect(second).toMatchObject({ version: '1.1', version_number: 2, active_version_number: 1, revision: 3 });
    const same = await manager.call<Answer>('PUT', url, { steps, description: '只改说明', revision: 3 });
    expect(same.body).toMatchObject({ version: '1.1', description: '只改说明' });
    const { body: diff } = await manager.call<SopDiff>('GET', `${url}/diff?from=1&to=2`);
    expect(diff.changed.map(({ id, fields }) => [id, fields.map(({ field }) => field)])).toEqual([
      ['step_001', ['content']],
      ['step_004', ['action_type', 'message', 'name', 'notify', 'outcome', 'reason']],
    ]);
    const { body: back } = await manager.call<Answer>('POST', `${url}/versions/1/restore`);
    expect(back.version).toBe('1.2');
    expect((await manager.call<SopDiff>('GET', `${url}/diff?from=1&to=3`)).body).toMatchObject({
      changed: [],
      fields: [],
    });
    const { body: versions } = await manager.call<SopVersionView[]>('GET', `${url}/versions`);
    expect(versions.map(({ number, note, active }) => [number, note, active])).toEqual([
      [3, '恢复版本 1.0', false],
      [2, '改得更短', false],
      [1, '', true],
    ]);
    expect((await manager.call<Refused>('GET', `${url}/versions/9`)).body.error.code).toBe('sop.version_missing');
    const audit = (
      await (
        await world.as('administrator')
      ).call<Page<{ action: string }>>('GET', `/api/v1/audit?entity_id=${made.id}`)
    ).body;
    expect(audit.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sop_template.created', 'sop_template.activate', 'sop_template.updated']),
    );
  });

  it('is deleted only while nobody used it, and copied any time', async () => {
    const { body: draft } = await create();
    const { body: copy } = await manager.call<Answer>('POST', `${api}/templates/${draft.id}/copy`);
    expect(copy.name).toBe(`${draft.name} 副本`);
    expect((await manager.call<Answer>('POST', `${api}/templates/${draft.id}/copy`)).body.name).toBe(
      `${draft.name} 副本（2）`,
    );
    expect((await manager.call('DELETE', `${api}/templates/${copy.id}`)).status).toBe(204);
    await manager.call('POST', `${api}/templates/${draft.id}/activate`);
    const used = await manager.call<Refused>('DELETE', `${api}/templates/${draft.id}`);
    expect([used.status, used.body.error.code]).toEqual([409, 'sop.template_in_use']);
  });

  it('shows how its instances went', async () => {
    const { body: made } = await create();
    await manager.call('POST', `${api}/templates/${made.id}/activate`);
    const rows = sopInstances(world, made.id);
    await rows.add(7, { status: 'completed' });
    await rows.add(1, { status: 'failed' });
    await rows.add(2, { status: 'executing' });
    await rows.add(3, { status: 'cancelled' });
    const { body } = await manager.call<Answer>('GET', `${api}/templates/${made.id}`);
    expect(body).toMatchObject({ total_instances: 13, active_instances: 2, success_rate: '87.5%' });
  });

  it('leaves as a file and comes back elsewhere, with what is missing named', async () => {
    const { body: other } = await create({ name: '后续流程' });
    const start = { id: 'step_005', name: '开始后续', action_type: 'start_sop', template_id: other.id };
    const picture = {
      id: 'step_006',
      name: '发图',
      action_type: 'send_image',
      material_id: '00000000-0000-7000-8000-000000000001',
    };
    const { body: made } = await create({
      steps: [...STEPS.slice(0, 3), { ...STEPS[3], next_steps: ['step_005'] }, start, picture],
    });
    const { body: file } = await manager.call<SopExport>('GET', `${api}/templates/${made.id}/export`);
    expect(file).toMatchObject({ format: 'xiaoshu.sop-template', templates: [{ id: other.id, name: '后续流程' }] });
    await manager.call('DELETE', `${api}/templates/${made.id}`);
    const { status, body } = await manager.call<SopImported>('POST', `${api}/templates/import`, { file });
    expect(status).toBe(201);
    expect(body.template).toMatchObject({ name: made.name, status: 'draft', steps: made.steps });
    expect(body.problems.map(({ code, step }) => [code, step])).toEqual([['unknown_material', 'step_006']]);
    const strange = await manager.call('POST', `${api}/templates/import`, { file: { ...file, format: 'other' } });
    expect(strange.status).toBe(400);
  });
});

describe('the check', () => {
  const say = (id: string, more: object = {}) => ({
    id,
    name: id,
    action_type: 'send_message',
    content: '您好',
    ...more,
  });
  it.each<[string, string, object[], object]>([
    ['nothing in it', 'empty', [], {}],
    ['an id twice', 'duplicate_id', [say('a'), say('a')], {}],
    ['an unknown action', 'unknown_action', [{ id: 'a', name: 'a', action_type: 'fly' }], {}],
    ['a missing setting', 'bad_config', [say('a', { content: undefined })], {}],
    ['a foreign setting', 'bad_config', [say('a', { colour: 'red' })], {}],
    ['a delay of nothing', 'bad_config', [{ id: 'a', name: 'a', action_type: 'delay' }], {}],
    [
      'an unknown field of a contact',
      'bad_config',
      [{ id: 'a', name: 'a', action_type: 'update_field', target: 'contact', field: 'colour', value: 'red' }],
      {},
    ],
    ['an unknown field in a condition', 'bad_conditions', [say('a', { conditions: { colour: 'red' } })], {}],
    ['a step that is not there', 'next_to_nowhere', [say('a', { next_steps: ['z'] })], {}],
    ['a way that is not there', 'unknown_way', [say('a', { next_steps: [{ to: 'b', way: 'reply' }] }), say('b')], {}],
    ['more plain steps than ways', 'unknown_way', [say('a', { next_steps: ['b', 'c'] }), say('b'), say('c')], {}],
    ['a way twice', 'way_twice', [say('a', { next_steps: [{ to: 'b' }, { to: 'b' }] }), say('b')], {}],
    ['a step nobody reaches', 'unreachable', [say('a', { next_steps: [] }), say('b')], {}],
    ['a circle without rest', 'endless', [say('a', { next_steps: ['b'] }), say('b', { next_steps: ['a'] })], {}],
    ['an unknown variable', 'unknown_variable', [say('a', { content: '{colour}' })], {}],
    ['a variable that is none', 'unknown_variable', [say('a', { content: '{联系人}' })], {}],
    [
      'a material that is not there',
      'unknown_material',
      [{ id: 'a', name: 'a', action_type: 'send_image', material_id: '00000000-0000-7000-8000-000000000001' }],
      {},
    ],
    [
      'a template that is not there',
      'unknown_template',
      [{ id: 'a', name: 'a', action_type: 'start_sop', template_id: '00000000-0000-7000-8000-000000000001' }],
      {},
    ],
    [
      'a date that is none',
      'bad_date_field',
      [say('a', { delay_until: { date_field: 'customer.region', time: '09:00' } })],
      {},
    ],
    ['a wrong cron', 'bad_cron', [say('a')], { trigger_config: { type: 'schedule', cron: '0 9 * *' } }],
    ['a cron of seconds', 'bad_cron', [say('a')], { trigger_config: { type: 'schedule', cron: '* * * * * *' } }],
    ['a wrong zone', 'bad_zone', [say('a')], { trigger_config: { zone: 'Asia/Nowhere' } }],
    [
      'keywords without words',
      'trigger_incomplete',
      [say('a')],
      { trigger_config: { auto_trigger: true, type: 'keyword_matched' } },
    ],
    [
      'a schedule for everybody',
      'trigger_incomplete',
      [say('a')],
      { trigger_config: { auto_trigger: true, type: 'schedule', cron: '0 9 * * 1' } },
    ],
  ])('names %s', async (_words, code, steps, more) => {
    const problems = await problemsOf(steps, more);
    expect(problems.map((problem) => problem.code)).toContain(code);
    for (const { zh } of problems) expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });

  it('finds nothing wrong with circles that wait, defaults, and variables that are declared or set', async () => {
    const problems = await problemsOf(
      [
        say('a', { content: '{campaign}{gift|礼物}{set_here}' }),
        { id: 's', name: 's', action_type: 'update_field', target: 'variable', field: 'set_here', value: 'x' },
        { id: 'w', name: 'w', action_type: 'wait_reply', next_steps: [{ to: 'a', way: 'no_reply' }] },
      ],
      { settings: { variables: { campaign: '春节' } } },
    );
    expect(problems).toEqual([]);
  });
});

describe('the library', () => {
  it('is listed, and taken over as drafts', async () => {
    const { body: items } = await manager.call<SopLibraryItem[]>('GET', `${api}/library`);
    expect(items.map(({ name }) => name)).toEqual(SOP_LIBRARY.map(({ name }) => name));
    const taken = await manager.call<Answer>('POST', `${api}/library/birthday-care`);
    expect([taken.status, taken.body.library_name, taken.body.status]).toEqual([201, 'birthday-care', 'draft']);
    const active = await manager.call<Answer>('POST', `${api}/templates/${taken.body.id}/activate`);
    expect(active.body.status).toBe('active');
    expect((await manager.call<Refused>('POST', `${api}/library/nothing`)).body.error.code).toBe(
      'sop.library_item_missing',
    );
    const sales = await world.as('salesperson');
    expect((await sales.call('POST', `${api}/library/birthday-care`)).status).toBe(403);
  });
});
