import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { forkEm } from '../db/orm.ts';
import { query } from '../db/query.ts';
import { inTransaction } from '../domain/in-transaction.ts';
import { actorOf, loadUser } from '../domain/identity/load-actor.ts';
import { testService, type TestClient, type TestService } from '../tests/support/service.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { TOOLS } from './registry.ts';
import type { Proposal, ReadTool, ToolAnswer, ToolScope, WriteTool } from './tool.ts';

let world: TestService;
let manager: TestClient;
let seller: TestClient;
beforeAll(async () => {
  world = await testService();
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  seller = await world.as('salesperson', { name: '王磊', team: '华东团队' });
});
afterAll(() => world.stop());

async function scopeOf(client: TestClient): Promise<ToolScope> {
  const { parts, library } = world.service;
  const user = await loadUser(forkEm(parts.orm), client.userId);
  const actor = actorOf(user!, { locale: 'zh' });
  return {
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor,
    events: parts.bus,
    jobs: parts.engine,
    knowledge: library.engine,
  };
}
const named = (name: string) => TOOLS.find((one) => one.name === name)!;
const ask = async (client: TestClient, name: string, args: object): Promise<ToolAnswer> => {
  const tool = named(name) as ReadTool;
  return await tool.answer(await scopeOf(client), tool.input.parse(args));
};
const propose = async (client: TestClient, name: string, args: object): Promise<Proposal<unknown>> => {
  const tool = named(name) as WriteTool;
  return await tool.propose(await scopeOf(client), tool.input.parse(args));
};
const carryOut = async (client: TestClient, name: string, args: object): Promise<ToolAnswer> => {
  const tool = named(name) as WriteTool;
  const answer = await inTransaction(await scopeOf(client), async (tx) => {
    const { plan } = await tool.propose(tx as ToolScope, tool.input.parse(args));
    return await tool.carryOut(tx as ToolScope, plan);
  });
  await world.drain();
  return answer;
};

it.each(['search_knowledge', 'ask_knowledge', 'add_document', 'report_gap'])(
  '%s can be offered to any client: a closed object of arguments as JSON Schema, and what it does to the world',
  (name) => {
    const tool = named(name);
    const schema = z.toJSONSchema(tool.input, { io: 'input' }) as { type: string; additionalProperties: unknown };
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(tool.input.safeParse({ user_id: 'somebody else' }).success).toBe(false);
    expect(tool.description).not.toBe('');
    expect(tool.risk).toBe(name === 'add_document' || name === 'report_gap' ? 'write' : 'read');
  },
);

describe('a document from the chat', () => {
  it('is shown in full before it is kept, and then answers', async () => {
    const text = '写进知识库：验收单要在三天内交给财务。过期的由主管补签。';
    const card = await propose(manager, 'add_document', { text });
    expect(card.summary).toBe('新增资料《验收单要在三天内交给财务》，全体同事可见，由陈静维护。');
    expect(card.changes.map(({ field, after }) => [field, after])).toContainEqual([
      '内容',
      '验收单要在三天内交给财务。过期的由主管补签。',
    ]);
    expect((await carryOut(manager, 'add_document', { text })).text).toContain('已写入知识库');
    const answer = await ask(seller, 'ask_knowledge', { question: '验收单几天内交给财务' });
    expect(answer.text).toContain('三天内');
    expect(answer.parts).toContainEqual(expect.objectContaining({ type: 'citations' }));
  });

  it('asks for a permission salespeople do not have', async () => {
    const { actor } = await scopeOf(seller);
    expect(actor.permissions.has(named('add_document').permission)).toBe(false);
    expect((await refusalOf(carryOut(seller, 'add_document', { text: '不该写进去的内容' }))).code).toBe(
      'access.not_permitted',
    );
  });
});

describe('a question', () => {
  it('goes on from the one before', async () => {
    await carryOut(manager, 'add_document', {
      title: '退换规则',
      text: '标准版退款期限是 7 天。\n\n企业版退款期限是 30 天。',
    });
    expect((await ask(seller, 'ask_knowledge', { question: '标准版退款期限几天' })).text).toContain('7 天');
    expect((await ask(seller, 'ask_knowledge', { question: '那企业版呢' })).text).toContain('30 天');
  });

  it('without an answer says so and offers to report it', async () => {
    const answer = await ask(seller, 'ask_knowledge', { question: '月球基地怎么报销' });
    expect(answer.text).toContain('没有找到');
    expect(answer.parts).toContainEqual({
      type: 'suggestions',
      items: ['知识库里缺少“月球基地怎么报销”，报一下', '你能做什么'],
    });
  });

  it('is masked for a model, with its sources as data', async () => {
    await carryOut(manager, 'add_document', { text: '紧急联系人是赵工，手机 13812345678，设备停机时找他。' });
    const answer = await ask(seller, 'ask_knowledge', { question: '设备停机找谁，紧急联系人' });
    expect(answer.text).toContain('赵工');
    expect(answer.content).not.toContain('13812345678');
  });
});

describe('a search', () => {
  it.each([
    ['在知识库里搜一下退换规则', '退换规则'],
    ['有没有关于验收单的资料', '验收单'],
    ['帮我找找讲企业版退款的文档', '企业版退款'],
    ['搜“紧急联系人”', '紧急联系人'],
  ])('«%s» looks for %s', async (said, word) => {
    const { text, parts } = await ask(seller, 'search_knowledge', { query: said });
    expect(text).toMatch(/找到|最接近/);
    const citations = parts.find((part) => part.type === 'citations');
    expect(citations?.type === 'citations' && `${citations.items[0]!.title} ${citations.items[0]!.quote}`).toMatch(
      new RegExp(word.slice(0, 2)),
    );
  });

  it('finds nothing politely', async () => {
    expect((await ask(seller, 'search_knowledge', { query: '知识库里搜ⓩⓩⓩ' })).text).toContain('没有找到');
  });
});

describe('a gap', () => {
  it.each([
    ['知识库里缺少“退货运费谁出”，报一下', '退货运费谁出'],
    ['知识库里没有海外发货的内容，报一下', '海外发货'],
    ['帮我上报知识缺口：节假日怎么值班', '节假日怎么值班'],
    ['知识库缺渠道返点的说明，跟管理员说一声', '渠道返点'],
  ])('«%s» reports %s', async (said, missing) => {
    expect((await propose(seller, 'report_gap', { question: said })).summary).toBe(
      `告诉知识管理员：知识库里缺少“${missing}”。`,
    );
  });

  it('without words means the question asked last, and is kept', async () => {
    await ask(seller, 'ask_knowledge', { question: '样品寄送找哪家快递' });
    const answer = await carryOut(seller, 'report_gap', { question: '这个回答没解决问题，报一下' });
    expect(answer.text).toContain('样品寄送找哪家快递');
    const rows = await query<{ question: string }>(
      forkEm(world.service.parts.orm),
      "select question from knowledge_gap_question where source = 'reported'",
    );
    expect(rows.map((row) => row.question)).toEqual(['样品寄送找哪家快递']);
  });
});
