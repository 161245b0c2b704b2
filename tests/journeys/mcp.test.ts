import { request } from 'node:http';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OUTSIDE_ASSISTANT } from '../../agents/outside-assistant.ts';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { MOST_OUTSIDE_CARDS } from '../../domain/chat/place-card.ts';
import type { ApprovalCard, ConversationDetail, ConversationView } from '../../kernel/contracts/chat.ts';
import type { SearchKnowledgeAnswer } from '../../kernel/contracts/knowledge.ts';
import { TOOLS } from '../../tools/registry.ts';
import { ask, endOf, openChatSocket } from '../support/chat.ts';
import { MCP_PATH, mcpClient, textOf } from '../support/mcp-client.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

let world: TestService;
let manager: TestClient;
let seller: TestClient;
let mcp: Client;

beforeAll(async () => {
  world = await testService({ PUBLIC_URL: 'https://crm.example.com/app' });
  manager = await world.as('sales_manager', { name: '张敏', team: '华东一队' });
  seller = await world.as('salesperson', { name: '王磊', team: '华东一队' });
  await manager.call('POST', '/api/v1/knowledge/documents/text', {
    title: '样机借用规定',
    text: '# 样机借用规定\n\n样机最长可以借用十五天，到期前两天要归还或者续借。续借要销售经理同意。',
  });
  await world.drain();
  mcp = await mcpClient(world.url, manager.token);
}, 120_000);
afterAll(async () => {
  await mcp.close();
  await world.stop();
});

interface Citations {
  text: string;
  citations: { number: number; title: string; quote: string; document_id: string }[];
}
const call = async (client: Client, name: string, args: Record<string, unknown>) =>
  await client.callTool({ name, arguments: args });
const inbox = async (person: TestClient) =>
  (await person.call<{ items: ApprovalCard[] }>('GET', '/api/v1/chat/approvals')).body.items;
const auditOf = async (where: string, ...values: unknown[]) =>
  await query<{ action: string; agent: string; actor_kind: string; actor_id: string; approval_id: string | null }>(
    forkEm(world.service.parts.orm),
    `select action, agent, actor_kind, actor_id, approval_id from audit_entry where ${where} order by id`,
    values,
  );

/** A raw POST, as a program without the library would send it. */
async function post(body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(world.url + MCP_PATH, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {
      authorization: `Bearer ${manager.token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : (JSON.parse(text) as Rpc) };
}
interface Rpc {
  result?: Record<string, unknown>;
  error?: { code: number; message: string };
  id?: unknown;
}
const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' };

describe('another assistant, with the protocol’s own client', () => {
  it('is greeted, keeps no session and lists the tools its person may use', async () => {
    expect(mcp.getServerVersion()).toMatchObject({ name: 'xiaoshu', title: '销枢' });
    expect(mcp.getServerCapabilities()).toEqual({ tools: {} });
    expect(mcp.getInstructions()).toContain('ask_knowledge');
    const { tools } = await mcp.listTools();
    expect(tools.map((tool) => tool.name).toSorted()).toEqual([...OUTSIDE_ASSISTANT.tools].toSorted());
    for (const tool of tools) {
      const own = TOOLS.find((one) => one.name === tool.name)!;
      expect(tool).toMatchObject({
        title: own.title,
        inputSchema: { type: 'object' },
        outputSchema: { type: 'object' },
      });
      expect(tool.description).toContain(own.description);
      expect(tool.annotations).toMatchObject({ readOnlyHint: own.risk === 'read', destructiveHint: false });
      expect(JSON.stringify(tool.inputSchema)).not.toMatch(/"(?:slot|cue|label)"/);
    }
    const add = tools.find((tool) => tool.name === 'add_document')!;
    expect(add.inputSchema).toMatchObject({ required: ['text'], properties: { text: { description: '内容' } } });
    expect(add.description).toContain('确认卡');
  });

  it('gets answers with numbered sources, and passages that were looked for', async () => {
    const answered = await call(mcp, 'ask_knowledge', { question: '样机最长可以借多少天' });
    expect(answered.isError).toBeFalsy();
    const { text, citations } = answered.structuredContent as unknown as Citations;
    expect(text).toContain('十五天');
    expect(text).toContain('[1]');
    expect(citations[0]).toMatchObject({ number: 1, title: '样机借用规定' });
    expect(textOf(answered)).toMatch(/\[1\] 《样机借用规定》[^]*十五天/);
    const found = await call(mcp, 'search_knowledge', { query: '样机续借' });
    expect((found.structuredContent as unknown as Citations).citations[0]!.quote).toContain('续借要销售经理同意');
    const refused = await call(mcp, 'ask_knowledge', { question: '员工食堂几点开门供应早餐' });
    expect(refused.structuredContent).toMatchObject({ citations: [] });
    expect(refused.isError).toBeFalsy();
  });

  it('is told what is wrong with a call in a way its model can mend', async () => {
    for (const [name, args] of [
      ['search_knowledge', {}],
      ['search_knowledge', { query: '样机', limit: 5 }],
      ['ask_knowledge', { question: 7 }],
      ['search_knowledge', { query: '样'.repeat(501) }],
    ] as const) {
      const wrong = await call(mcp, name, args);
      expect(wrong.isError, JSON.stringify(args)).toBe(true);
      expect(textOf(wrong)).toMatch(/^工具“.知识库”的参数不对：/);
    }
    await expect(call(mcp, 'drop_everything', {})).rejects.toMatchObject({
      code: -32_602,
      message: expect.stringContaining('没有“drop_everything”这个工具') as string,
    });
    // A tool of the chat that is not offered to programs is unknown to them too.
    await expect(call(mcp, 'transfer_customer', {})).rejects.toMatchObject({ code: -32_602 });
  });

  it('sees of the customers what its person sees, with phone numbers hidden', async () => {
    const other = await world.as('salesperson', { name: '孙莉', team: '华南队' });
    await seller.call('POST', '/api/v1/crm/customers', { name: '星河电子', region: '华东', phone: '13812345678' });
    const mine = await mcpClient(world.url, seller.token);
    const theirs = await mcpClient(world.url, other.token);
    const seen = await call(mine, 'get_customer', { customer: '星河电子' });
    expect(textOf(seen)).toContain('星河电子');
    expect(JSON.stringify(seen)).not.toContain('13812345678');
    const hidden = await call(theirs, 'get_customer', { customer: '星河电子' });
    expect(hidden.isError).toBe(true);
    expect(textOf(hidden)).toContain('没有找到客户');
    await Promise.all([mine.close(), theirs.close()]);
  });
});

describe('a tool that changes something', () => {
  const NEWS = { title: '节假日值班安排', text: '节假日由售后二组值班，电话转到值班手机，紧急问题一小时内答复。' };

  it('waits as a card in the person’s chat; agreed to, it is done once, and the audit log tells by whom', async () => {
    const socket = await openChatSocket(world, manager);
    const asked = await call(mcp, 'add_document', NEWS);
    const waiting = asked.structuredContent as { status: string; approval_id: string; open_at: string };
    expect(waiting.status).toBe('waiting_for_approval');
    expect(textOf(asked)).toMatch(/^还没有执行，正在等本人确认：新增资料《节假日值班安排》/);
    const [card] = await inbox(manager);
    expect(card).toMatchObject({ id: waiting.approval_id, tool: 'add_document', status: 'pending' });
    expect(JSON.stringify(card!.changes)).toContain(NEWS.text);
    const find = async () =>
      (
        await manager.call<SearchKnowledgeAnswer>('POST', '/api/v1/knowledge/search', { query: '节假日谁值班' })
      ).body.items.map((hit) => hit.document_title);
    await world.drain();
    expect(await find()).not.toContain(NEWS.title);

    const { body: list } = await manager.call<{ items: ConversationView[] }>('GET', '/api/v1/chat/conversations');
    const thread = list.items.find((one) => one.pending_approvals > 0)!;
    expect(thread).toMatchObject({ title: '外部助手 11月18日', pending_approvals: 1, active_run_id: null });
    expect(waiting.open_at).toBe(`https://crm.example.com/app/chat/${thread.id}`);
    const open = async () =>
      (await manager.call<ConversationDetail>('GET', `/api/v1/chat/conversations/${thread.id}`)).body;
    const [message] = (await open()).messages;
    expect(message).toMatchObject({ role: 'assistant', agent: 'mcp', run_status: 'interrupted' });
    expect(message!.content).toBe('外部助手请求“写入知识库”，您同意后才会执行。');
    expect(message!.approvals.map((one) => one.id)).toEqual([card!.id]);

    // A reader of the thread gets the events of the card from the store as of any other run.
    socket.send({ type: 'join', threadId: thread.id, after_seq: 0 });
    await socket.until(endOf(message!.run_id!));
    expect(socket.frames.map((frame) => frame.event?.type)).toContain('ACTIVITY_SNAPSHOT');
    socket.close();

    const settled = await ask(world, manager, {
      threadId: thread.id,
      decisions: { [card!.id]: { decision: 'approve', hash: card!.hash } },
    });
    expect(settled.cards.at(-1)).toMatchObject({ id: card!.id, status: 'approved' });
    await world.drain();
    expect(await find()).toContain(NEWS.title);
    expect(await inbox(manager)).toEqual([]);
    const again = await ask(world, manager, {
      threadId: thread.id,
      decisions: { [card!.id]: { decision: 'approve', hash: card!.hash } },
    });
    expect(again.text).toContain('已经处理过了');

    const by = { agent: 'mcp', actor_kind: 'agent', actor_id: manager.userId };
    expect(await auditOf("entity = 'approval' and entity_id = $1", card!.id)).toMatchObject([
      { action: 'approval.requested', ...by },
      { action: 'approval.approved', ...by, approval_id: card!.id },
    ]);
    expect(await auditOf('approval_id = $1 and entity <> $2', card!.id, 'approval')).toMatchObject([by]);
  });

  it('makes one card of one request, however often and at once it is sent, and nothing when it is refused', async () => {
    const gap = { question: '海外发货走什么流程' };
    const answers = await Promise.all([1, 2, 3].map(async () => await call(mcp, 'report_gap', gap)));
    const ids = new Set(answers.map((one) => (one.structuredContent as { approval_id: string }).approval_id));
    expect(ids.size).toBe(1);
    const [card, ...more] = await inbox(manager);
    expect(more).toEqual([]);
    const settled = await ask(world, manager, { decisions: { [card!.id]: { decision: 'refuse' } } });
    expect(settled.cards.at(-1)).toMatchObject({ status: 'refused' });
    const { body } = await manager.call<{ items: unknown[] }>('GET', '/api/v1/knowledge/gaps');
    expect(JSON.stringify(body.items)).not.toContain(gap.question);
  });

  it('is no way past the person: nobody else decides, and a wild program is stopped', async () => {
    await call(mcp, 'report_gap', { question: '渠道返点怎么算' });
    const [card] = await inbox(manager);
    expect(await inbox(seller)).toEqual([]);
    const stranger = await ask(world, seller, {
      decisions: { [card!.id]: { decision: 'approve', hash: card!.hash } },
    });
    expect(stranger.error).toBe('chat.approval_not_found');
    expect((await inbox(manager)).length).toBe(1);
    const wild = await world.as('sales_manager');
    const client = await mcpClient(world.url, wild.token);
    for (let made = 0; made < MOST_OUTSIDE_CARDS; made += 1)
      await call(client, 'report_gap', { question: `第 ${made} 个没有的问题` });
    const over = await call(client, 'report_gap', { question: '再来一个问题' });
    expect(over.isError).toBe(true);
    expect(textOf(over)).toContain(`${MOST_OUTSIDE_CARDS} 张卡片`);
    await client.close();
  });

  it('finds a thread of its own where the day’s one was deleted', async () => {
    const person = await world.as('sales_manager');
    const client = await mcpClient(world.url, person.token);
    await call(client, 'report_gap', { question: '甲问题没有答案' });
    const list = async () =>
      (await person.call<{ items: ConversationView[] }>('GET', '/api/v1/chat/conversations')).body.items;
    const [first] = await list();
    await person.call('DELETE', `/api/v1/chat/conversations/${first!.id}`);
    await call(client, 'report_gap', { question: '乙问题没有答案' });
    const [second, ...rest] = await list();
    expect(rest).toEqual([]);
    expect(second).toMatchObject({ pending_approvals: 1 });
    expect(second!.id).not.toBe(first!.id);
    await client.close();
  });
});

describe('the door', () => {
  it('lets nobody in without a token, and says what it wants', async () => {
    const missing = await fetch(world.url + MCP_PATH, { method: 'POST', body: JSON.stringify(LIST) });
    expect([missing.status, missing.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="xiaoshu"']);
    const wrong = await post(LIST, { authorization: 'Bearer nonsense' });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('www-authenticate')).toBe('Bearer realm="xiaoshu", error="invalid_token"');
    await expect(mcpClient(world.url, 'nonsense')).rejects.toThrow();
  });

  it('is shut to pages of other sites, also under a name that was turned to us', async () => {
    const { host, port } = new URL(world.url);
    expect((await post(LIST, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(LIST, { origin: 'null' })).status).toBe(403);
    expect((await post(LIST, { origin: `http://${host}` })).status).toBe(200);
    expect((await post(LIST, { origin: 'https://crm.example.com' })).status).toBe(200);
    const turned = await new Promise<number | undefined>((resolve, reject) => {
      const name = `evil.example:${port}`;
      const sent = request(
        world.url + MCP_PATH,
        {
          method: 'POST',
          headers: {
            host: name,
            origin: `http://${name}`,
            authorization: `Bearer ${manager.token}`,
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
          },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      sent.on('error', reject);
      sent.end(JSON.stringify(LIST));
    });
    expect(turned).toBe(403);
  });

  it('opens no further than the person’s role and the token’s permissions', async () => {
    const client = await mcpClient(world.url, seller.token);
    const names = async (one: Client) => (await one.listTools()).tools.map((tool) => tool.name);
    expect(await names(client)).not.toContain('add_document');
    expect(await names(client)).toContain('report_gap');
    await expect(call(client, 'add_document', { text: '一段没有权限写的内容' })).rejects.toMatchObject({
      code: -32_602,
    });
    expect((await inbox(seller)).filter((card) => card.tool === 'add_document')).toEqual([]);
    await client.close();
    const admin = await world.as('administrator');
    const { body } = await admin.call<{ token: string }>('POST', '/api/v1/service-tokens', {
      name: '桌面助手',
      user_id: manager.userId,
      permissions: ['crm.read'],
      expires_in_days: 30,
    });
    const program = await mcpClient(world.url, body.token);
    const open = await names(program);
    expect(open).toContain('find_customers');
    expect(open.filter((name) => name.includes('knowledge') || name === 'add_document')).toEqual([]);
    await expect(call(program, 'search_knowledge', { query: '样机借用' })).rejects.toMatchObject({ code: -32_602 });
    await program.close();
  });

  it('lets a token propose that could not agree', async () => {
    const admin = await world.as('administrator');
    const { body } = await admin.call<{ token: string }>('POST', '/api/v1/service-tokens', {
      name: '只提申请',
      user_id: manager.userId,
      permissions: ['knowledge.read', 'knowledge.write'],
    });
    const program = await mcpClient(world.url, body.token);
    await call(program, 'add_document', { text: '季度盘点安排：每季度末盘点一次仓库。' });
    const card = (await inbox(manager)).find((one) => one.tool === 'add_document')!;
    const holder: TestClient = { ...manager, token: body.token };
    const tried = await ask(world, holder, { decisions: { [card.id]: { decision: 'approve', hash: card.hash } } });
    expect(tried).toMatchObject({ status: 403, error: 'access.not_permitted' });
    const agreed = await ask(world, manager, { decisions: { [card.id]: { decision: 'approve', hash: card.hash } } });
    expect(agreed.cards.at(-1)).toMatchObject({ status: 'approved' });
    await program.close();
  });

  it('speaks the protocol: versions, notifications, methods, and errors with their codes', async () => {
    for (const version of ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'])
      expect((await post(LIST, { 'mcp-protocol-version': version })).status).toBe(200);
    const unknown = await post(LIST, { 'mcp-protocol-version': '1999-01-01' });
    expect([unknown.status, unknown.body?.error?.code]).toEqual([400, -32_000]);
    const hello = await post({
      jsonrpc: '2.0',
      id: 'a',
      method: 'initialize',
      params: { protocolVersion: '2099-01-01', capabilities: {}, clientInfo: { name: 'c', version: '1' } },
    });
    expect(hello.body).toMatchObject({ id: 'a', result: { protocolVersion: '2025-11-25' } });
    expect(hello.headers.get('mcp-session-id')).toBeNull();
    const noted = await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect([noted.status, noted.body]).toEqual([202, undefined]);
    expect((await post({ jsonrpc: '2.0', id: 2, method: 'ping' })).body).toMatchObject({ id: 2, result: {} });
    expect((await post({ jsonrpc: '2.0', id: 3, method: 'resources/list' })).body?.error?.code).toBe(-32_601);
    for (const [body, code] of [
      ['{"jsonrpc": ', -32_700],
      ['', -32_700],
      ['{"hello": 1}', -32_700],
      [[LIST, LIST], -32_600],
      [{ jsonrpc: '2.0', id: 4, method: 'tools/call', params: { arguments: {} } }, -32_602],
      [{ jsonrpc: '2.0', id: 5, method: 'tools/call', params: { name: 'ask_knowledge', arguments: 'x' } }, -32_602],
      [{ jsonrpc: '2.0', id: 6, method: 'tools/call' }, -32_602],
    ] as const) {
      const { status, body: told } = await post(body);
      expect(told?.error?.code, JSON.stringify(body)).toBe(code);
      expect(status).toBeLessThan(500);
    }
    expect((await post(LIST, { accept: 'application/json' })).status).toBe(406);
    expect((await post(LIST, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await post({ ...LIST, params: { padding: 'x'.repeat(300_000) } })).status).toBe(413);
    for (const method of ['GET', 'DELETE']) {
      const answer = await fetch(world.url + MCP_PATH, {
        method,
        headers: { authorization: `Bearer ${manager.token}` },
      });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  it('writes down that a program looked something up, without what it asked', async () => {
    const before = (await auditOf("action = 'tool.called'")).length;
    await call(mcp, 'search_knowledge', { query: '样机归还期限' });
    const lines = await auditOf("action = 'tool.called'");
    expect(lines.length).toBe(before + 1);
    expect(lines.at(-1)).toMatchObject({ agent: 'mcp', actor_kind: 'agent', actor_id: manager.userId });
  });
});
