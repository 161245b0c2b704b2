import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MikroORM } from '@mikro-orm/postgresql';
import { createOrm, forkEm } from '../../../db/orm.ts';
import { query } from '../../../db/query.ts';
import { ERROR_WAY } from '../../../kernel/contracts/routing.ts';
import { newId } from '../../../kernel/ids.ts';
import { seededRandom } from '../../../kernel/random.ts';
import type { OpenDatabase } from '../../../server/open-database.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { FakeClock } from '../../../tests/support/fake-clock.ts';
import type { AssistantPort } from '../../assistant.port.ts';
import { EFFECTS } from '../effects/registry.ts';
import { FlowState } from '../flow-state.ts';
import { NODE_TYPES, type Decision, type NodeMoment, type ReadScope } from './node.ts';
import { NODES } from './registry.ts';

let database: OpenDatabase;
let orm: MikroORM;
beforeAll(async () => {
  database = await testDatabase();
  orm = await createOrm({ url: database.url, poolSize: 1 });
});
afterAll(async () => {
  await orm.close(true);
  await database.stop();
});

const clock = new FakeClock();
const assistant: AssistantPort = {
  classifyMessage: () =>
    Promise.resolve({
      intent: 'complaint',
      confidence: 0.9,
      mood: 0.1,
      complaint: true,
      important: true,
      signs: ['太慢'],
      by: 'test',
    }),
  draftReply: () => Promise.resolve({ kind: 'answer', text: '好的，马上为您处理。', by: 'test', passageIds: [] }),
};
const MOMENT: Omit<NodeMoment, 'random'> = {
  now: clock.now(),
  cause: 'arrived',
  nodeId: 'n1',
  instanceId: newId(),
  since: clock.now(),
};
const moment = (cause: NodeMoment['cause']): NodeMoment => ({ ...MOMENT, cause, random: seededRandom(7) });

const message: FlowState['message'] = {
  id: newId(),
  conversation_id: newId(),
  account_id: newId(),
  kind: 'text',
  text: '你们怎么这么慢，我要投诉！',
  mentions_account: true,
  mentioned_person_ids: [newId()],
  sent_at: clock.now().toISOString(),
  own: false,
};
/** A state that knows only the message, and one that knows what the main line finds out. */
const STATES: readonly FlowState[] = [
  { message },
  {
    message,
    conversation: { kind: 'group', name: '群', internal: false, silent_until: null, customer_id: null },
    sender: {
      person_id: newId(),
      name: '周总',
      role: 'user',
      role_by: 'default',
      confidence: 0.6,
      reason: '',
      contact_id: null,
      user_id: null,
    },
    priority: 'high',
    reply: { wanted: true, text: '好的，马上为您处理。', checked: true },
    delay: { band: 'day', run_at: clock.now().toISOString() },
  },
];

const scope = (): ReadScope => ({ em: forkEm(orm), clock, assistant, signal: new AbortController().signal });

it('has each type once, and none the spec does not know', () => {
  const types = NODES.map(({ type }) => type);
  expect(new Set(types).size).toBe(types.length);
  expect(types.filter((type) => !NODE_TYPES.includes(type))).toEqual([]);
});

it('has each effect once', () => {
  const kinds = EFFECTS.map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
});

describe.each(NODES.map((node) => [node.type, node] as const))('%s', (_type, node) => {
  const config = node.config.parse({});
  const ways = Object.keys(node.ways(config));

  it('takes no settings for its own, refuses unknown ones, and says what it is', () => {
    expect(node.title.length * node.description.length).toBeGreaterThan(0);
    expect(node.config.safeParse({ no_such_setting: 1 }).success).toBe(false);
  });

  it('names its ways, and leaves `error` to the engine', () => {
    for (const [way, meaning] of Object.entries(node.ways(config))) {
      expect(way).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/);
      expect(meaning.length).toBeGreaterThan(0);
    }
    expect(ways).not.toContain(ERROR_WAY);
  });

  it.each(STATES.flatMap((state) => (['arrived', 'signalled', 'time_up'] as const).map((cause) => ({ state, cause }))))(
    'decides something that fits, the same each time, and writes nothing ($cause)',
    async ({ state, cause }) => {
      const before = await writes();
      const facts = await node.read(scope(), state, config, moment(cause));
      expect(await writes()).toEqual(before);
      const decision = node.decide(state, facts, config, moment(cause));
      requireFitting(decision, state);
      expect(node.decide(structuredClone(state), facts, config, moment(cause))).toEqual(decision);
    },
  );

  function requireFitting(decision: Decision, state: FlowState): void {
    expect(decision.reason.trim()).not.toBe('');
    if (decision.wait) expect(decision.way).toBeUndefined();
    else if (ways.length > 0) expect(ways).toContain(decision.way);
    else expect(decision.way).toBeUndefined();
    for (const { kind, payload } of decision.effects ?? []) {
      const known = EFFECTS.find((one) => one.kind === kind);
      expect(known, kind).toBeDefined();
      expect(known!.payload.safeParse(payload).error, kind).toBeUndefined();
    }
    expect(() => FlowState.parse({ ...state, ...decision.changes })).not.toThrow();
    expect(Object.keys(decision.changes ?? {})).not.toContain('message');
  }
});

/** Rows that were ever written, moved or removed in this database. */
async function writes(): Promise<unknown> {
  const em = forkEm(orm);
  await query(em, 'select pg_stat_force_next_flush()');
  return await query(
    em,
    `select coalesce(sum(n_tup_ins), 0)::text as made, coalesce(sum(n_tup_upd), 0)::text as moved, coalesce(sum(n_tup_del), 0)::text as gone
     from pg_stat_user_tables`,
  );
}
