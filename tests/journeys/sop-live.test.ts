import { afterAll, beforeAll, expect, it } from 'vitest';
import { openChatSocket, type ChatSocket } from '../support/chat.ts';
import type { TestClient } from '../support/service.ts';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

/** What pages hear while sequences run, over a real socket, and what people are reminded of. */
let world: SopWorld;
let seller: TestClient;
let stranger: TestClient;
const sockets: ChatSocket[] = [];

beforeAll(async () => {
  world = await sopWorld();
  seller = await world.as('salesperson', { name: '许宁' });
  stranger = await world.as('salesperson', { name: '方远' });
  await world.sql('update channel_account set owner_id = $1', [seller.userId]);
});
afterAll(async () => {
  for (const socket of sockets) socket.raw.terminate();
  await world.stop();
});

interface Told {
  readonly type: string;
  readonly room: string;
  readonly told: { readonly type: string; readonly instance_id?: string; readonly [field: string]: unknown };
}

async function watch(client: TestClient, rooms: readonly string[]): Promise<ChatSocket> {
  const socket = await openChatSocket(world, client);
  sockets.push(socket);
  socket.send({ type: 'watch', rooms });
  await socket.until(({ type }) => type === 'watching');
  return socket;
}

const toldOf = (socket: ChatSocket, id: string): string[] =>
  (socket.frames as unknown as Told[])
    .filter(({ type, told }) => type === 'live' && told.instance_id === id)
    .map(({ told }) => told.type);
const until = async (socket: ChatSocket, id: string, type: string): Promise<Told> =>
  (await socket.until((frame) => {
    const { told } = frame as unknown as Partial<Told>;
    return told?.instance_id === id && told.type === type;
  })) as unknown as Told;

const TWO_STEPS = [
  { id: 'say', name: '问好', action_type: 'send_message' as const, config: { content: '您好' } },
  { id: 'later', name: '等等', action_type: 'delay' as const, delay_minutes: 20 },
  {
    id: 'note',
    name: '记一笔',
    action_type: 'update_field' as const,
    config: { target: 'variable', name: 'n', value: 1 },
  },
];

it('tells every step to whoever may see the instance, and to nobody else', async () => {
  const mine = await watch(seller, ['sop', 'routing', 'calls', 'reminders']);
  const boss = await watch(world.admin, ['sop']);
  const theirs = await watch(stranger, ['sop']);
  const template = await world.template({ name: '打招呼', steps: TWO_STEPS });
  const { person } = await world.friend('wxid_f0');
  const id = await world.start(template, person);
  await world.pass({ minutes: 1 });
  const started = await until(mine, id, 'sop_step_started');
  expect(started).toMatchObject({ room: 'sop', told: { template_name: '打招呼', step_name: '问好', progress: 0 } });
  await until(mine, id, 'sop_step_completed');
  const post = async (deed: string, body?: object) =>
    await world.admin.call('POST', `/api/v1/sop/instances/${id}/${deed}`, body);
  await post('pause', { reason: '' });
  await until(mine, id, 'sop_instance_paused');
  await post('resume');
  await until(mine, id, 'sop_instance_resumed');
  await world.pass({ minutes: 21 });
  const over = await until(boss, id, 'sop_instance_completed');
  expect(over.told).toMatchObject({ success: true, duration_minutes: 20, progress: 100, status: 'completed' });
  await until(mine, id, 'sop_instance_completed');
  expect(toldOf(mine, id)).toEqual(toldOf(boss, id));
  expect(toldOf(mine, id)[0]).toBe('sop_instance_started');

  const other = await world.start(template, (await world.friend('wxid_f1')).person);
  await world.admin.call('POST', `/api/v1/sop/instances/${other}/cancel`, { reason: '不需要了' });
  const gone = await until(mine, other, 'sop_instance_cancelled');
  expect(gone.told).toMatchObject({ success: false, status: 'cancelled' });

  // The stranger's socket is alive and hears of their own reminder only after all that: nothing of the colleague came before.
  theirs.send({ type: 'ping' });
  await theirs.until(({ type }) => type === 'pong');
  expect(theirs.frames.filter(({ type }) => type === 'live')).toEqual([]);
});

it('tells of rooms one has the right to, and stops when asked', async () => {
  const socket = await openChatSocket(world, seller);
  sockets.push(socket);
  socket.send({ type: 'watch', rooms: ['sop', 'routing'] });
  expect(await socket.until(({ type }) => type === 'watching')).toEqual({ type: 'watching', rooms: ['sop'] });
  socket.send({ type: 'watch', rooms: [] });
  await socket.until((frame) => frame.type === 'watching' && (frame as { rooms?: string[] }).rooms?.length === 0);
  const template = await world.template({ steps: TWO_STEPS });
  const id = await world.start(template, (await world.friend('wxid_f2')).person);
  const other = await watch(seller, ['sop']);
  await world.pass({ minutes: 1 });
  await until(other, id, 'sop_step_completed');
  expect(toldOf(socket, id)).toEqual([]);
  socket.send({ type: 'watch', rooms: ['weather'] });
  expect(await socket.until(({ type }) => type === 'error')).toMatchObject({ code: 'server.bad_frame' });
});

it('reminds people: of a failure once a day, of a person needed, of an account that went offline', async () => {
  const socket = await watch(seller, ['reminders', 'sop']);
  const failing = await world.template({
    name: '缺变量',
    steps: [{ id: 'say', name: '发活动', action_type: 'send_message', config: { content: '{campaign}来了' } }],
  });
  for (const wxid of ['wxid_f3', 'wxid_f4']) {
    const id = await world.start(failing, (await world.friend(wxid)).person);
    await world.pass({ seconds: 5 });
    await until(socket, id, 'sop_step_failed');
    expect((await until(socket, id, 'sop_instance_completed')).told).toMatchObject({
      success: false,
      status: 'failed',
    });
  }
  const asking = await world.template({
    name: '请人',
    steps: [
      { id: 'ask', name: '请人', action_type: 'notify_manual', config: { message: '请打电话', notify: 'owner' } },
      { id: 'later', action_type: 'delay', delay_minutes: 600 },
    ],
  });
  const id = await world.start(asking, (await world.friend('wxid_f5')).person);
  await world.pass({ seconds: 5 });
  await world.simulator.setOnline('wx_one', false);
  await world.pass({ minutes: 5 });
  await until(socket, id, 'sop_instance_paused');
  await world.simulator.setOnline('wx_one', true);
  await world.ask();
  await world.pass({ minutes: 5 });
  await until(socket, id, 'sop_instance_resumed');
  const { body } = await seller.call<{ items: { title: string }[] }>(
    'GET',
    '/api/v1/crm/reminders?kind=sop&page_size=50',
  );
  const titles = body.items.map(({ title }) => title);
  expect(titles.filter((title) => title.includes('缺变量'))).toEqual([expect.stringContaining('失败了，停在“发活动”')]);
  expect(titles).toContainEqual(expect.stringContaining('请打电话'));
  expect(titles).toContainEqual(expect.stringMatching(/^账号“小枢”离线了，\d+ 个流程已暂停/u));
  await socket.until((frame) => (frame as unknown as Partial<Told>).told?.type === 'reminder');
});
