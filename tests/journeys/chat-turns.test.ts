import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { queryOne } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import { ask } from '../support/chat.ts';
import { boxStaff, boxWorld, type BoxWorld } from '../support/box-staff.ts';
import { startModelServer, type ModelServer } from '../support/model-server/start-model-server.ts';
import { callTool, callTools, sayText } from '../support/model-server/step.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let model: ModelServer;
let person: TestClient;
let boxes: BoxWorld;
const shelf = boxWorld();

beforeAll(async () => {
  model = await startModelServer();
  world = await testService(
    {
      LLM_BASE_URL: model.url,
      LLM_API_KEY: 'sk-test-key-of-the-tests',
      LLM_MODEL: 'test-model',
      LLM_PRICE_IN: '2',
      LLM_PRICE_OUT: '8',
    },
    { staff: boxStaff(shelf) },
  );
  person = await world.as('sales_manager', { name: '孙丽华', team: '华东一队' });
});
afterAll(async () => {
  await world.stop();
  await model.close();
});
beforeEach(() => {
  boxes = Object.assign(shelf, { ...boxWorld(), carriedOut: 0 });
});

describe('a question', () => {
  it('is answered by the model with what the tool found, as AG-UI events in their order', async () => {
    model.push(callTool('look_into_box', { box: '红盒子' }));
    model.push(sayText('红盒子上写的是“旧标签”。'));
    const answer = await ask(world, person, { text: '红盒子上写着什么？' });
    expect(answer.text).toBe('红盒子上写的是“旧标签”。');
    expect(answer.tools).toEqual(['look_into_box']);
    expect(answer.outcome).toBe('success');
    expect(answer.part('filter')).toEqual({ type: 'filter', sentence: '红盒子' });
    expect(answer.events.map((event) => event.type).filter((type, index, all) => type !== all[index - 1])).toEqual([
      'RUN_STARTED',
      'CUSTOM',
      'STEP_STARTED',
      'TOOL_CALL_START',
      'TOOL_CALL_ARGS',
      'TOOL_CALL_END',
      'TOOL_CALL_RESULT',
      'TEXT_MESSAGE_START',
      'TEXT_MESSAGE_CONTENT',
      'TEXT_MESSAGE_END',
      'ACTIVITY_SNAPSHOT',
      'STEP_FINISHED',
      'RUN_FINISHED',
    ]);
  });

  it('tells the model who asks, the day and the tools the person may use, and never a key in the body', async () => {
    model.push(sayText('好的。'));
    await ask(world, person, { text: '你好' });
    const request = model.ledger.at(-1)!;
    const body = JSON.stringify(request.body);
    expect(body).toContain('孙丽华（销售经理）');
    expect(body).toContain('2026-11-18 星期三 10:20');
    expect(body).toContain('relabel_box');
    expect(body).not.toContain('sk-test-key');
  });

  it('remembers the conversation in the thread and nothing of other threads', async () => {
    const threadId = newId();
    model.push(sayText('记住了。'));
    await ask(world, person, { threadId, text: '我最喜欢红盒子' });
    model.push(sayText('红盒子。'));
    await ask(world, person, { threadId, text: '我最喜欢什么？' });
    expect(JSON.stringify(model.ledger.at(-1)!.body)).toContain('我最喜欢红盒子');
    model.push(sayText('不知道。'));
    await ask(world, person, { text: '我最喜欢什么？' });
    expect(JSON.stringify(model.ledger.at(-1)!.body)).not.toContain('我最喜欢红盒子');
  });

  it('is stored with its answer, steps and parts, for the person alone', async () => {
    const threadId = newId();
    model.push(callTool('look_into_box', { box: '红盒子' }));
    model.push(sayText('旧标签。'));
    await ask(world, person, { threadId, text: '看看红盒子' });
    const detail = await person.call<{
      title: string;
      messages: {
        role: string;
        content: string;
        steps: { tool: string; status: string }[];
        parts: { type: string }[];
      }[];
    }>('GET', `/api/v1/chat/conversations/${threadId}`);
    expect(detail.body.title).toBe('看看红盒子');
    expect(detail.body.messages).toMatchObject([
      { role: 'user', content: '看看红盒子' },
      {
        role: 'assistant',
        content: '旧标签。',
        steps: [{ tool: 'look_into_box', status: 'done' }],
        parts: [{ type: 'filter' }],
      },
    ]);
    const other = await world.as('sales_manager');
    expect((await other.call('GET', `/api/v1/chat/conversations/${threadId}`)).status).toBe(404);
    expect((await ask(world, other, { threadId, text: '看看' })).status).toBe(404);
  });

  it('keeps one checkpoint of a thread, however long it gets', async () => {
    const threadId = newId();
    for (let n = 0; n < 4; n += 1) {
      model.push(callTool('look_into_box', { box: '红盒子' }));
      model.push(sayText(`第 ${n} 次。`));
      await ask(world, person, { threadId, text: `第 ${n} 次看看红盒子` });
    }
    const count = async (table: string) =>
      (
        await queryOne<{ n: number }>(
          forkEm(world.service.parts.orm),
          `select count(*)::int as n from langgraph.${table} where thread_id = $1`,
          [threadId],
        )
      )?.n ?? 0;
    expect(await count('checkpoints')).toBe(1);
    expect(await count('checkpoint_blobs')).toBeLessThan(12);
    model.push(sayText('都记得。'));
    await ask(world, person, { threadId, text: '还记得吗' });
    expect(JSON.stringify(model.ledger.at(-1)!.body)).toContain('第 0 次看看红盒子');
  });

  it('is refused when empty, too long, or while the last one is being answered', async () => {
    expect((await ask(world, person, { text: '  ' })).error).toBe('chat.empty');
    expect((await ask(world, person, { text: '长'.repeat(8001) })).error).toBe('chat.too_long');
    const threadId = newId();
    let open: () => void = () => undefined;
    boxes.gate = new Promise((resolve) => {
      open = resolve;
    });
    model.push(callTool('look_into_box', { box: '红盒子' }));
    model.push(sayText('好。'));
    const first = ask(world, person, { threadId, text: '看看红盒子' });
    await expect.poll(() => model.ledger.at(-1)?.body).toBeTruthy();
    const second = await ask(world, person, { threadId, text: '再看看' });
    open();
    expect(second).toMatchObject({ status: 409, error: 'chat.busy' });
    expect((await first).outcome).toBe('success');
  });
});

describe('a change', () => {
  const propose = async (threadId: string) => {
    model.push(callTool('relabel_box', { box: '红盒子', label: '新标签' }));
    const answer = await ask(world, person, { threadId, text: '把红盒子的标签换成新标签' });
    expect(answer.outcome).toBe('interrupt');
    return answer.cards[0]!;
  };

  it('waits for the person with a card, and is carried out once when they agree', async () => {
    const threadId = newId();
    const card = await propose(threadId);
    expect(card).toMatchObject({ status: 'pending', changes: [{ field: '标签', before: '旧标签', after: '新标签' }] });
    expect(boxes.carriedOut).toBe(0);
    model.push(sayText('标签已经换好了。'));
    const settled = await ask(world, person, {
      threadId,
      decisions: { [card.id]: { decision: 'approve', hash: card.hash } },
    });
    expect(settled.cards.at(-1)).toMatchObject({
      id: card.id,
      status: 'approved',
      result: '已把红盒子的标签换成“新标签”。',
    });
    expect(settled.text).toBe('标签已经换好了。');
    expect(boxes.carriedOut).toBe(1);
    const again = await ask(world, person, {
      threadId,
      decisions: { [card.id]: { decision: 'approve', hash: card.hash } },
    });
    expect(again.text).toContain('已经处理过');
    expect(boxes.carriedOut).toBe(1);
  });

  it('stands in the audit log with the person, the agent and the approval', async () => {
    const threadId = newId();
    const card = await propose(threadId);
    model.push(sayText('好了。'));
    await ask(world, person, { threadId, decisions: { [card.id]: { decision: 'approve', hash: card.hash } } });
    const admin = await world.as('administrator');
    const audit = await admin.call<{ items: Record<string, unknown>[] }>('GET', '/api/v1/audit?entity=box');
    expect(audit.body.items[0]).toMatchObject({
      action: 'box.relabelled',
      actor_name: '孙丽华',
      actor_kind: 'agent',
      agent: 'keeper',
      approval_id: card.id,
      before: '旧标签',
      after: '新标签',
    });
  });

  it('takes the edited words when the person edits the card', async () => {
    const threadId = newId();
    const card = await propose(threadId);
    model.push(sayText('改好了。'));
    const settled = await ask(world, person, {
      threadId,
      decisions: { [card.id]: { decision: 'edit', hash: card.hash, input: { label: '我写的' } } },
    });
    expect(settled.cards.at(-1)).toMatchObject({ status: 'edited' });
    expect(boxes.boxes.get('红盒子')?.label).toBe('我写的');
  });

  it('is not carried out when refused, when the record changed meanwhile, when the card is another, or when it has expired', async () => {
    const settle = async (
      decision: (card: { hash: string }) => { decision: 'approve'; hash: string } | { decision: 'refuse' },
      before: () => void = () => undefined,
    ) => {
      const threadId = newId();
      const card = await propose(threadId);
      before();
      model.push(sayText('知道了。'));
      return (await ask(world, person, { threadId, decisions: { [card.id]: decision(card) } })).cards.at(-1)?.status;
    };
    const approve = (card: { hash: string }) => ({ decision: 'approve' as const, hash: card.hash });
    expect(await settle(() => ({ decision: 'refuse' }))).toBe('refused');
    expect(await settle(() => ({ decision: 'approve', hash: 'another' }))).toBeUndefined();
    expect(await settle(approve, () => boxes.boxes.set('红盒子', { label: '别人改的', version: 2 }))).toBe('conflict');
    expect(await settle(approve, () => world.clock.advance({ hours: 25 }))).toBe('expired');
    expect(boxes.carriedOut).toBe(0);
  });

  it('cannot be decided by somebody else', async () => {
    const threadId = newId();
    const card = await propose(threadId);
    const other = await world.as('sales_manager');
    const attempt = await ask(world, other, { decisions: { [card.id]: { decision: 'approve', hash: card.hash } } });
    expect(attempt.error).toBe('chat.approval_not_found');
    expect(boxes.carriedOut).toBe(0);
  });

  it('may still be decided after another question came in between', async () => {
    const threadId = newId();
    const card = await propose(threadId);
    model.push(sayText('在的。'));
    expect((await ask(world, person, { threadId, text: '在吗' })).outcome).toBe('success');
    const waiting = await person.call<{ items: { id: string }[] }>('GET', '/api/v1/chat/approvals');
    expect(waiting.body.items.map((one) => one.id)).toContain(card.id);
    const settled = await ask(world, person, {
      threadId,
      decisions: { [card.id]: { decision: 'approve', hash: card.hash } },
    });
    expect(settled.cards.at(-1)?.status).toBe('approved');
    expect(boxes.carriedOut).toBe(1);
  });

  it('asks once for several changes of one turn and settles each on its own', async () => {
    boxes.boxes.set('蓝盒子', { label: '蓝', version: 1 });
    const threadId = newId();
    model.push(
      callTools([
        { name: 'relabel_box', args: { box: '红盒子', label: '甲' } },
        { name: 'relabel_box', args: { box: '蓝盒子', label: '乙' } },
      ]),
    );
    const { cards } = await ask(world, person, { threadId, text: '都换掉' });
    expect(cards).toHaveLength(2);
    model.push(sayText('好了。'));
    await ask(world, person, {
      threadId,
      decisions: {
        [cards[0]!.id]: { decision: 'approve', hash: cards[0]!.hash },
        [cards[1]!.id]: { decision: 'refuse' },
      },
    });
    expect([boxes.boxes.get('红盒子')?.label, boxes.boxes.get('蓝盒子')?.label]).toEqual(['甲', '蓝']);
  });

  it('lets each card of a turn be decided in its own time, and sums up after the last', async () => {
    boxes.boxes.set('蓝盒子', { label: '蓝', version: 1 });
    const threadId = newId();
    model.push(
      callTools([
        { name: 'relabel_box', args: { box: '红盒子', label: '丙' } },
        { name: 'relabel_box', args: { box: '蓝盒子', label: '丁' } },
      ]),
    );
    const { cards } = await ask(world, person, { threadId, text: '都换掉' });
    const [first, second] = [cards[0]!, cards[1]!];
    const half = await ask(world, person, {
      threadId,
      decisions: { [first.id]: { decision: 'approve', hash: first.hash } },
    });
    expect([half.outcome, half.text, half.cards.map((card) => card.id)]).toEqual(['interrupt', '', [first.id]]);
    expect([boxes.boxes.get('红盒子')?.label, boxes.boxes.get('蓝盒子')?.label]).toEqual(['丙', '蓝']);

    model.push(sayText('两件都办好了。'));
    const whole = await ask(world, person, {
      threadId,
      decisions: { [second.id]: { decision: 'approve', hash: second.hash } },
    });
    expect([whole.outcome, whole.text]).toEqual(['success', '两件都办好了。']);
    expect(boxes.boxes.get('蓝盒子')?.label).toBe('丁');
  });
});

describe('a model that misbehaves', () => {
  it('is corrected by what the tool says about wrong names', async () => {
    model.push(callTool('look_into_box', { box: '不存在的' }));
    model.push(sayText('没有这个盒子。'));
    const answer = await ask(world, person, { text: '看看不存在的盒子' });
    expect(answer.text).toBe('没有这个盒子。');
    expect(JSON.stringify(model.ledger.at(-1)!.body)).toContain('没有找到盒子');
  });

  it('is replaced by the built-in model in the same turn, and the person gets an answer', async () => {
    model.push(sayText('红盒子上', { early: { afterEvents: 2, how: 'cut' } }));
    const answer = await ask(world, person, { text: '看看红盒子' });
    expect(answer.outcome).toBe('success');
    expect(answer.text).not.toBe('红盒子上');
    expect(answer.text.length).toBeGreaterThan(0);
  });

  it('that goes round in circles is stopped', async () => {
    for (let n = 0; n < 8; n += 1) model.push(callTool('look_into_box', { box: '红盒子' }));
    model.push(sayText('就是旧标签。'));
    const answer = await ask(world, person, { text: '看看红盒子' });
    expect(answer.tools).toHaveLength(8);
    expect(answer.outcome).toBe('success');
  });

  it('costs what the meter says, per person and agent, and a spent budget goes to the built-in model', async () => {
    const admin = await world.as('administrator');
    const usage = await admin.call<{
      items: { user_name: string; agent: string; prompt_tokens: number; cost: number }[];
    }>('GET', '/api/v1/metering/usage?from=2026-11-01&to=2026-12-31');
    const mine = usage.body.items.find((row) => row.user_name === '孙丽华' && row.agent === 'keeper')!;
    expect(mine.prompt_tokens).toBeGreaterThan(0);
    expect(mine.cost).toBeGreaterThan(0);
    await admin.call('PUT', '/api/v1/metering/budgets', {
      scope: `user:${person.userId}`,
      daily_tokens: 1,
      daily_cost: null,
    });
    const before = model.ledger.length;
    const answer = await ask(world, person, { text: '看看红盒子' });
    expect(model.ledger.length).toBe(before);
    expect(answer.text.length).toBeGreaterThan(0);
    await admin.call('PUT', '/api/v1/metering/budgets', {
      scope: `user:${person.userId}`,
      daily_tokens: null,
      daily_cost: null,
    });
  });
});
