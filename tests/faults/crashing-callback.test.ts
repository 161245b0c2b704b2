import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { AccountView, CallbackDetail, CallbackView } from '../../kernel/contracts/messaging.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { ReminderView } from '../../kernel/contracts/reminders.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { startChild } from '../support/child.ts';
import { testDatabase } from '../support/database.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';
import { CRASHED, type CrashingErrand } from './children/read-and-crash.ts';

/** A callback whose reading ends the process is not read for ever, and what came behind it is. */
const api = '/api/v1/messaging';
const POISON = '致命的一句';
const clock = new FakeClock();
let database: OpenDatabase;
let world: TestService;
let admin: TestClient;
let hook: string;

beforeAll(async () => {
  database = await testDatabase();
  const { port } = scriptedChannel();
  world = await testService(
    {},
    { clock, database, channels: new Map([['worktool', port]]), readsBeforeAnswering: false },
  );
  admin = await world.as('administrator');
  const told = { channel: 'worktool', external_id: 'robot-crash', name: '夜班机器人' };
  const { id } = (await admin.call<AccountView>('POST', `${api}/accounts`, told)).body;
  hook = (await admin.call<{ path: string }>('GET', `${api}/accounts/${id}/callback`)).body.path;
});
afterAll(async () => {
  await world.stop();
  await database.stop();
});

const texts = async (): Promise<string[]> =>
  (await query<{ text: string }>(forkEm(world.service.parts.orm), 'select text from channel_message order by id')).map(
    ({ text }) => text,
  );

async function readInAnother(): Promise<number | NodeJS.Signals> {
  const { url, embedded } = database;
  const errand: CrashingErrand = { url, embedded, now: clock.now().toISOString(), poison: POISON };
  const child = startChild('tests/faults/children/read-and-crash.ts', [JSON.stringify(errand)]);
  const ended = await child.ended;
  expect([0, CRASHED], child.output()).toContain(ended);
  return ended;
}

it('is begun three times, then stands aside, and somebody is told', async () => {
  for (const [id, text] of ['前一句', POISON, '后一句'].entries())
    await fetch(world.url + hook, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: `c${id}`, group: '星河群', from: '周总', text }),
    });
  const ends: (number | NodeJS.Signals)[] = [];
  for (let starts = 0; starts < 4; starts += 1) ends.push(await readInAnother());
  expect(ends).toEqual([CRASHED, CRASHED, CRASHED, 0]);
  expect(await texts()).toEqual(['前一句', '后一句']);

  const [aside] = (await admin.call<Page<CallbackView>>('GET', `${api}/callbacks?outcome=failed`)).body.items;
  expect(aside).toMatchObject({ outcome: 'failed', note: '读取时进程中断', try_at: null });
  await world.drain();
  const told = (await admin.call<Page<ReminderView>>('GET', '/api/v1/crm/reminders')).body.items;
  expect(told.filter(({ entity_id: id }) => id === aside!.id)).toMatchObject([
    { title: expect.stringContaining('“夜班机器人”有一条回调读取时进程中断') as string },
  ]);

  // A version that can read it takes it in, with a count that begins anew.
  const again = await admin.call<CallbackDetail>('POST', `${api}/callbacks/${aside!.id}/read-again`, {});
  expect(again.status, JSON.stringify(again.body)).toBe(200);
  await world.drain();
  expect(await texts()).toEqual(['前一句', '后一句', POISON]);
  expect((await admin.call<Page<CallbackView>>('GET', `${api}/callbacks`)).body.items).toEqual([]);
}, 300_000);
