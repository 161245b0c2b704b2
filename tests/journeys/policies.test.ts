import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { delayControlNode } from '../../domain/routing/nodes/delay-control.node.ts';
import type { DelayBands, PolicyVersionView, PolicyView, PriorityRules } from '../../kernel/contracts/policies.ts';
import { seededRandom } from '../../kernel/random.ts';
import { alertWorld, type AlertWorld } from '../support/alert-world.ts';
import type { TestClient } from '../support/service.ts';

const url = '/api/v1/routing/policies';
let world: AlertWorld;
let operations: TestClient;
beforeAll(async () => {
  world = await alertWorld();
  operations = await world.as('operations', { name: '阿运' });
});
afterAll(async () => await world.stop());

interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}
const read = async (name: string): Promise<PolicyView> =>
  (await operations.call<PolicyView>('GET', `${url}/${name}`)).body;
const save = async (name: string, version: number, value: object, by = operations) =>
  await by.call<PolicyView & Refused>('PUT', `${url}/${name}`, { version, value, reason: '夜里晚一点回' });

describe('the tables that decide', () => {
  it('come with the service and are there for everybody who works with messages', async () => {
    const seller = await world.as('salesperson');
    const { items } = (await seller.call<{ items: PolicyView[] }>('GET', url)).body;
    expect(items.map(({ name, version, updated_at }) => [name, version, updated_at])).toEqual([
      ['delay_bands', 1, null],
      ['priority_rules', 1, null],
      ['alert_rules', 1, null],
    ]);
    expect((await save('delay_bands', 1, items[0]!.value, seller)).body.error.code).toBe('access.not_permitted');
  });

  it('are refused with the place when they leave something open or say two things', async () => {
    const { bands } = (await read('delay_bands')).value as DelayBands;
    const gap = await save('delay_bands', 1, { bands: bands.filter(({ name }) => name !== '深夜·低') });
    expect([gap.status, gap.body.error.code]).toEqual([400, 'policies.not_total']);
    expect(gap.body.error.message).toBe('规则有漏洞，没有保存：低优先级 00:00-06:00 没有规定');
    const twice = await save('delay_bands', 1, {
      bands: [...bands, { ...bands[4]!, from: '20:00', to: '22:00', name: '加班' }],
    });
    expect(twice.body.error.message).toContain('高优先级 20:00-21:00 有两条规定（“加班”重叠）');
    const shape = await save('delay_bands', 1, { bands: [{ ...bands[0]!, from: '6:00' }] });
    expect([shape.status, shape.body.error.code]).toEqual([400, 'policies.bad_shape']);
    const { rules } = (await read('priority_rules')).value as PriorityRules;
    expect((await save('priority_rules', 1, { rules: rules.slice(0, -1) })).body.error.code).toBe('policies.not_total');
    expect((await read('delay_bands')).version).toBe(1);
  });

  it('count from the next message on, one editor at a time, and keep what they were', async () => {
    const { bands } = (await read('delay_bands')).value as DelayBands;
    const later = {
      bands: bands.map((band) =>
        band.name === '晚班' ? { ...band, rule: { kind: 'delay', min_seconds: 900, max_seconds: 900 } } : band,
      ),
    };
    const answers = await Promise.all([1, 1, 1].map(async (version) => await save('delay_bands', version, later)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await save('delay_bands', 1, later)).body.error.code).toBe('policies.stale_version');
    const history = (await operations.call<{ items: PolicyVersionView[] }>('GET', `${url}/delay_bands/history`)).body
      .items;
    expect(history.map(({ version, reason, changed_by }) => [version, reason, changed_by])).toEqual([
      [2, '夜里晚一点回', '阿运'],
      [1, '系统自带', null],
    ]);
    expect(history[1]!.value).toEqual({ bands });

    world.clock.set('2026-11-20T21:40:00+08:00');
    const state = {
      ...(await world.post({ group: '夜谈群', from: '号主', text: '在吗' })),
      priority: 'medium' as const,
    };
    const now = world.clock.now();
    const moment = {
      now,
      random: seededRandom(1),
      cause: 'arrived',
      nodeId: 'delay',
      instanceId: state.message.id,
      since: now,
    } as const;
    const { em, clock } = world.scope();
    const config = delayControlNode.config.parse({});
    const scope = { em, clock, assistant: undefined as never, signal: AbortSignal.timeout(10_000) };
    const decision = delayControlNode.decide(
      state,
      await delayControlNode.read(scope, state, config, moment),
      config,
      moment,
    );
    expect(decision.details).toMatchObject({ band: '晚班', seconds: 900 });
  });
});
