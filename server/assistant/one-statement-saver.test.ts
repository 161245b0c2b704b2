import { HumanMessage } from '@langchain/core/messages';
import { Annotation, interrupt, MessagesAnnotation, StateGraph, type BaseCheckpointSaver } from '@langchain/langgraph';
import { PostgresSaver } from '@langchain/langgraph-checkpoint-postgres';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenDatabase } from '../open-database.ts';
import { testDatabase } from '../../tests/support/database.ts';
import { OneStatementSaver } from './one-statement-saver.ts';

let database: OpenDatabase;
let pool: Pool;
let ours: OneStatementSaver;
let library: PostgresSaver;
const statements: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  ours = new OneStatementSaver(pool, 'langgraph');
  library = new PostgresSaver(pool, undefined, { schema: 'langgraph' });
  await ours.setup();
});
afterAll(async () => {
  await pool.end();
  await database.stop();
});

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  agent: Annotation<string | null>,
  rounds: Annotation<number>,
});

function graph(checkpointer: BaseCheckpointSaver) {
  return new StateGraph(State)
    .addNode('count', (state) => ({ rounds: (state.rounds ?? 0) + 1, agent: '销售' }))
    .addNode('ask', () => ({ messages: [new HumanMessage(interrupt<string, string>('同意吗？'))] }))
    .addEdge('__start__', 'count')
    .addEdge('count', 'ask')
    .compile({ checkpointer });
}

const at = (thread_id: string) => ({ configurable: { thread_id }, durability: 'exit' as const });

test('what it stores is read by the library as if the library had stored it', async () => {
  for (const [thread, saver] of [
    ['one', ours],
    ['many', library],
  ] as const)
    await graph(saver).invoke({ messages: [new HumanMessage('查一下客户')] }, at(thread));
  const [one, many] = await Promise.all(['one', 'many'].map((thread) => graph(library).getState(at(thread))));
  expect(one?.values).toMatchObject({ agent: '销售', rounds: 1, messages: [{ content: '查一下客户' }] });
  expect(one?.next).toEqual(['ask']);
  expect(one?.tasks[0]?.interrupts).toEqual([expect.objectContaining({ value: '同意吗？' })]);
  const contents = (state: typeof one) => state?.values.messages.map((message: HumanMessage) => message.content);
  expect(contents(one)).toEqual(contents(many));
  expect(one?.next).toEqual(many?.next);
});

test('storing the same checkpoint twice changes nothing, and the newest is the one that is read', async () => {
  const config = at('again');
  await graph(ours).invoke({ messages: [new HumanMessage('第一句')] }, config);
  const tuple = await ours.getTuple(config);
  if (!tuple) throw new Error('nothing was stored');
  await ours.put(config, tuple.checkpoint, { source: 'loop', step: 9, parents: {} }, tuple.checkpoint.channel_versions);
  const same = await ours.getTuple(config);
  expect(same?.checkpoint).toEqual(tuple.checkpoint);
  expect(same?.metadata?.step).toBe(9);
});

test('a checkpoint is one statement', async () => {
  const config = at('counted');
  await graph(ours).invoke({ messages: [new HumanMessage('你好')] }, config);
  const tuple = await ours.getTuple(config);
  if (!tuple) throw new Error('nothing was stored');
  const spied = new Proxy(pool, {
    get: (target, name) => {
      if (name === 'connect') throw new Error('it takes a connection for a transaction');
      if (name !== 'query') return Reflect.get(target, name) as unknown;
      return async (text: string, values: unknown[]) => {
        statements.push(text);
        return await target.query(text, values);
      };
    },
  });
  const next = { ...tuple.checkpoint, id: `${tuple.checkpoint.id.slice(0, -1)}0` };
  await new OneStatementSaver(spied, 'langgraph').put(
    config,
    next,
    { source: 'loop', step: 2, parents: {} },
    next.channel_versions,
  );
  expect(statements).toHaveLength(1);
});
