import { zipSync, strToU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  BatchItemView,
  DocumentView,
  KnowledgeAnswer,
  PassageDetail,
  SearchKnowledgeAnswer,
  UploadAnswer,
} from '../../kernel/contracts/knowledge.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const URL = '/api/v1/knowledge';
let world: TestService;
let marketer: TestClient;
let manager: TestClient;
let seller: TestClient;
let stranger: TestClient;
beforeAll(async () => {
  world = await testService();
  marketer = await world.as('marketer', { name: '林夏' });
  manager = await world.as('sales_manager', { name: '陈静', team: '华东团队' });
  seller = await world.as('salesperson', { name: '王磊', team: '华东团队' });
  stranger = await world.as('salesperson', { name: '李强', team: '华南团队' });
});
afterAll(() => world.stop());

const REFUND = `---
title: 退款规则
category: policy
tags: [退款, 售后]
---
# 退款规则

## 申请条件
签约后 7 天内可以无理由申请全额退款。超过 7 天、未超过 30 天的，扣除已使用天数的费用后退还余款。

## 到账时间
财务审核通过后，款项在 5 个工作日内原路退回。节假日顺延。

## 办理步骤
1. 客户经理在系统里提交退款申请，附上客户的书面说明。
2. 售后主管核对合同和使用记录。
3. 财务复核并打款。
`;

/** Uploads files and waits until they are read. */
async function upload(
  client: TestClient,
  files: Record<string, string | Uint8Array>,
  fields: Record<string, string> = {},
): Promise<UploadAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files))
    form.append('file', new Blob([typeof content === 'string' ? content : Uint8Array.from(content)]), name);
  const { status, body } = await client.call<UploadAnswer>('POST', `${URL}/documents`, form);
  expect(status, JSON.stringify(body)).toBe(202);
  await world.drain();
  return (await client.call<UploadAnswer>('GET', `${URL}/uploads/${body.id}`)).body;
}
const ask = async (client: TestClient, question: string, more: object = {}): Promise<KnowledgeAnswer> => {
  const { status, body } = await client.call<KnowledgeAnswer>('POST', `${URL}/ask`, { question, ...more });
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const search = async (client: TestClient, query: string, more: object = {}): Promise<SearchKnowledgeAnswer> =>
  (await client.call<SearchKnowledgeAnswer>('POST', `${URL}/search`, { query, ...more })).body;
const document = async (client: TestClient, id: string): Promise<DocumentView> =>
  (await client.call<DocumentView>('GET', `${URL}/documents/${id}`)).body;
const only = (batch: UploadAnswer): BatchItemView => {
  expect(batch.items).toHaveLength(1);
  return batch.items[0]!;
};

describe('a document', () => {
  it('is uploaded, read, found and answers with a citation that opens its passage', async () => {
    const batch = await upload(marketer, { '退款.md': REFUND });
    expect(batch).toMatchObject({ status: 'done', files: 1, finished: 1, failed: 0 });
    const item = only(batch);
    expect(item).toMatchObject({ status: 'created', title: '退款规则', version_status: 'ready', problem: null });
    expect(await document(marketer, item.document_id!)).toMatchObject({
      title: '退款规则',
      category: 'policy',
      tags: ['退款', '售后'],
      visibility: ['all'],
      status: 'ready',
      current: { number: 1, format: 'markdown' },
      editable: true,
    });

    const found = await search(seller, '退款多久到账');
    expect(found.items[0]).toMatchObject({ document_title: '退款规则', heading: '到账时间' });

    const answer = await ask(seller, '退款审核通过以后多久能到账？');
    expect(answer).toMatchObject({ outcome: 'answered', written_by: 'extract' });
    expect(answer.text).toContain('5 个工作日');
    expect(answer.text).toContain('[1]');
    const opened = await seller.call<PassageDetail>('GET', `${URL}/passages/${answer.citations[0]!.passage_id}`);
    expect(opened.body).toMatchObject({ document_title: '退款规则', section: { heading: '到账时间' } });
    expect(opened.body.text).toContain(answer.citations[0]!.quote);
  });

  it('is not answered from when nothing in it answers', async () => {
    const answer = await ask(seller, '食堂周五供应红烧肉吗');
    expect(answer).toMatchObject({ outcome: 'refused', citations: [] });
    expect(answer.text).toContain('没有找到');
  });

  it('is replaced: the new text answers, the old one is gone, the log says what changed', async () => {
    const first = only(await upload(marketer, { '报价有效期.md': '# 报价有效期\n\n报价单自发出之日起 15 天内有效。' }));
    const id = first.document_id!;
    const form = new FormData();
    form.append('note', '按新规改成 30 天');
    form.append('file', new Blob(['# 报价有效期\n\n报价单自发出之日起 30 天内有效。']), '报价有效期.md');
    expect((await marketer.call('POST', `${URL}/documents/${id}/versions`, form)).status).toBe(202);
    // Until the new file is read the old one answers.
    expect((await ask(seller, '报价单多少天内有效')).text).toContain('15 天');
    await world.drain();
    expect((await ask(seller, '报价单多少天内有效')).text).toContain('30 天');
    const { body } = await marketer.call<{ items: Record<string, unknown>[] }>(
      'GET',
      `${URL}/documents/${id}/versions`,
    );
    expect(body.items).toMatchObject([
      {
        number: 2,
        status: 'ready',
        note: '按新规改成 30 天',
        changes: { added: 1, removed: 1, kept: 0 },
        created_by: '林夏',
      },
      { number: 1, status: 'superseded' },
    ]);
    // The old version comes back as a third one.
    await marketer.call('POST', `${URL}/documents/${id}/reindex`, { number: 1 });
    await world.drain();
    expect((await ask(seller, '报价单多少天内有效')).text).toContain('15 天');
    const file = await marketer.call<string>('GET', `${URL}/documents/${id}/versions/2/file`);
    expect(file.body).toContain('30 天');
  });

  it('leaves every trace of itself when it is deleted', async () => {
    const item = only(await upload(marketer, { '临时.md': '# 临时通知\n\n周三下午三点机房断电检修。' }));
    expect((await search(seller, '机房断电检修')).items[0]?.document_id).toBe(item.document_id);
    expect((await marketer.call('DELETE', `${URL}/documents/${item.document_id}`)).status).toBe(204);
    // Before the index has followed it is gone already.
    expect((await search(seller, '机房断电检修')).items).toEqual([]);
    await world.drain();
    const { index } = world.service.library.engine;
    const left = await index.search({
      filter: { access: ['all', 'role:administrator'], at: world.clock.now(), documentIds: [item.document_id!] },
      sparse: { indices: [1], values: [1] },
      limit: 5,
    });
    expect(left).toEqual([]);
    expect((await marketer.call('GET', `${URL}/documents/${item.document_id}`)).status).toBe(404);
  });
});

describe('who may read', () => {
  it('is asked in search, in answers and in lists', async () => {
    const secret = only(
      await upload(
        manager,
        { '底价.md': '# 底价政策\n\n云表专业版的底价是每年 4321 元。' },
        { visibility: 'role:sales_manager' },
      ),
    );
    expect((await search(manager, '云表专业版底价')).items[0]?.document_id).toBe(secret.document_id);
    for (const client of [seller, stranger]) {
      expect((await search(client, '云表专业版底价')).items.map((hit) => hit.document_id)).not.toContain(
        secret.document_id,
      );
      expect((await ask(client, '云表专业版的底价是多少')).text).not.toContain('4321');
      expect((await client.call('GET', `${URL}/documents/${secret.document_id}`)).status).toBe(404);
      const { body } = await client.call<Page<DocumentView>>('GET', `${URL}/documents?page_size=200`);
      expect(body.items.map((one) => one.id)).not.toContain(secret.document_id);
    }
    // More than fit on a page are counted for everybody, also for those who may change some of them only.
    for (const client of [manager, seller, marketer]) {
      const first = await client.call<Page<DocumentView>>('GET', `${URL}/documents?page_size=1`);
      expect(first.status).toBe(200);
      const all = await client.call<Page<DocumentView>>('GET', `${URL}/documents?page_size=200`);
      expect(first.body.total).toBe(all.body.items.length);
      expect(first.body.total).toBeGreaterThan(1);
    }
    // Opened to the team: its people find it at once.
    const { body: view } = await manager.call<DocumentView>('GET', `${URL}/documents/${secret.document_id}`);
    const { body: me } = await manager.call<{ team_id: string }>('GET', '/api/v1/auth/me');
    const opened = await manager.call<DocumentView>('PATCH', `${URL}/documents/${secret.document_id}`, {
      version: view.version,
      visibility: [`team:${me.team_id}`],
    });
    expect(opened.status).toBe(200);
    await world.drain();
    expect((await search(seller, '云表专业版底价')).items[0]?.document_id).toBe(secret.document_id);
    expect((await search(stranger, '云表专业版底价')).items.map((hit) => hit.document_id)).not.toContain(
      secret.document_id,
    );
  });
});

describe('an archive', () => {
  it('becomes as many documents as it can; each bad file says why', async () => {
    const zip = zipSync({
      'a/开票.md': strToU8('# 开票流程\n\n开票申请提交后两天内寄出发票。'),
      'a/faq.csv': strToU8(
        '问题,答案\n怎么重置密码,在登录页点忘记密码，按短信提示操作\n可以开专票吗,可以，需要提供开票资料\n',
      ),
      'a/空.txt': new Uint8Array(0),
      'a/坏.pdf': strToU8('%PDF-1.7\nnothing here'),
      '../逃.md': strToU8('# 外面'),
      '__MACOSX/a/._开票.md': strToU8('x'),
    });
    const batch = await upload(marketer, { '资料.zip': zip });
    expect(batch).toMatchObject({ status: 'done', files: 5, failed: 3 });
    const byPath = Object.fromEntries(batch.items.map((item) => [item.path, item]));
    expect(byPath['资料.zip']?.status).toBe('expanded');
    expect(byPath['资料.zip/a/开票.md']).toMatchObject({ status: 'created', version_status: 'ready' });
    expect(byPath['资料.zip/a/空.txt']?.problem?.message).toBe('文件是空的。');
    expect(byPath['资料.zip/a/坏.pdf']).toMatchObject({
      version_status: 'failed',
      problem: { code: 'knowledge.file_damaged' },
    });
    expect(byPath['资料.zip/../逃.md']?.problem?.code).toBe('knowledge.file_unsafe_path');
    const answer = await ask(seller, '怎么重置密码');
    expect(answer.text).toContain('忘记密码');
  });
});

describe('synonyms', () => {
  const url = `${URL}/synonyms`;

  it('of the company widen the search at once, and no longer when they are deleted', async () => {
    await upload(marketer, { 'gateway.md': '# 设备联网网关 G200\n\n断电后数据可以保存七十二小时。\n' });
    const before = (await search(seller, '阿蓝')).items.map((hit) => hit.document_title);
    expect(before).not.toContain('设备联网网关 G200');
    const made = await marketer.call<{ id: string; version: number }>('POST', url, { words: ['阿蓝', '网关'] });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    expect((await search(seller, '阿蓝')).items[0]?.document_title).toBe('设备联网网关 G200');
    const stale = { words: ['阿蓝', '联网盒'], version: made.body.version + 1 };
    expect((await marketer.call('PUT', `${url}/${made.body.id}`, stale)).status).toBe(409);
    expect((await marketer.call('DELETE', `${url}/${made.body.id}`)).status).toBe(204);
    const after = (await search(seller, '阿蓝')).items.map((hit) => hit.document_title);
    expect(after).not.toContain('设备联网网关 G200');
  });

  it('are two different words at least, and kept by those who write', async () => {
    expect((await marketer.call('POST', url, { words: ['G200', 'ｇ200 '] })).status).toBe(400);
    expect((await seller.call('POST', url, { words: ['网关', '盒子'] })).status).toBe(403);
  });
});
