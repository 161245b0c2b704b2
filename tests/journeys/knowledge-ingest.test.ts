import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import type { Scope } from '../../domain/scope.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { DocumentView, UploadAnswer } from '../../kernel/contracts/knowledge.ts';
import { PERMISSIONS } from '../../kernel/contracts/identity.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { knowledgeIndexError } from '../../knowledge/index/errors.ts';
import type { IndexPort } from '../../knowledge/index/index.port.ts';
import { loadStarterLibrary } from '../../knowledge/ingest/load-starter-library.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const URL = '/api/v1/knowledge';
let world: TestService;
let keeper: TestClient;
beforeAll(async () => {
  world = await testService();
  keeper = await world.as('operations', { name: '周知' });
});
afterAll(() => world.stop());

async function send(files: Record<string, string>, fields: Record<string, string> = {}): Promise<UploadAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, content] of Object.entries(files)) form.append('file', new Blob([content]), name);
  const { status, body } = await keeper.call<UploadAnswer>('POST', `${URL}/documents`, form);
  expect(status, JSON.stringify(body)).toBe(202);
  return body;
}
const seen = async (id: string): Promise<UploadAnswer> =>
  (await keeper.call<UploadAnswer>('GET', `${URL}/uploads/${id}`)).body;
const scope = (): Scope => {
  const { parts } = world.service;
  return {
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor(PERMISSIONS),
    events: parts.bus,
    jobs: parts.engine,
  };
};

/** A table of questions large enough for several batches of the index. */
const faq = (rows: number): string =>
  `问题,答案\n${Array.from({ length: rows }, (_, n) => `第${n}号设备怎么复位,按住背面的 R${n} 键五秒直到灯变绿`).join('\n')}\n`;

/** Puts another `upsert` into the index for the time of a test. */
async function withUpsert(
  upsert: (original: IndexPort['upsert']) => IndexPort['upsert'],
  test: () => Promise<void>,
): Promise<void> {
  const index = world.service.library.engine.index as { upsert: IndexPort['upsert'] };
  const original = index.upsert;
  index.upsert = upsert(original.bind(index));
  try {
    await test();
  } finally {
    index.upsert = original;
  }
}
const down = (): Promise<never> =>
  Promise.reject(knowledgeIndexError('knowledge.index_unavailable', { details: { reason: 'test' } }));

describe('an index that does not answer', () => {
  it('stops a document half-way; it goes on where it stopped and nothing is there twice', async () => {
    const written: number[] = [];
    let failures = 0;
    const told: string[] = [];
    const { bus } = world.service.parts;
    const stop = bus.subscribe('knowledge.ingest_progress', ({ status, done }) => void told.push(`${status} ${done}`));
    await withUpsert(
      (original) => async (passages) => {
        if (written.length === 1 && failures < 2) {
          failures += 1;
          return await down();
        }
        written.push(passages.length);
        await original(passages);
      },
      async () => {
        const { id } = await send({ '设备.csv': faq(250) });
        await world.drain();
        expect(await seen(id)).toMatchObject({ status: 'done', items: [{ version_status: 'ready', indexed: 250 }] });
      },
    );
    stop();
    expect(failures).toBe(2);
    expect(written).toEqual([100, 100, 50]);
    expect((await world.service.library.engine.index.stats()).passages).toBe(250);
    expect(told).toEqual(['reading 0', 'indexing 100', 'indexing 200', 'indexing 250', 'ready 250']);
  });

  it('for good leaves a reason, and a person can try again', async () => {
    const sent = await send({ '坏运气.md': '# 坏运气\n\n索引一直不可用。' });
    await withUpsert(
      () => down,
      async () => void (await world.drain()),
    );
    const { items } = await seen(sent.id);
    expect(items).toMatchObject([{ version_status: 'failed', problem: { code: 'knowledge.index_unavailable' } }]);
    const path = `${URL}/documents/${items[0]!.document_id}`;
    expect((await keeper.call<DocumentView>('GET', path)).body).toMatchObject({ status: 'failed', current: null });
    expect((await keeper.call('POST', `${path}/reindex`, {})).status).toBe(202);
    await world.drain();
    expect((await keeper.call<DocumentView>('GET', path)).body).toMatchObject({
      status: 'ready',
      current: { number: 2 },
    });
  });
});

describe('the same file again', () => {
  it('is no second document; a changed one of a folder replaces its document', async () => {
    const text = '# 打卡规定\n\n外勤打卡要带定位和照片。';
    const first = await send({ '制度/打卡.md': text }, { collection: '人事' });
    await world.drain();
    const again = await send({ '制度/打卡.md': text }, { collection: '人事' });
    expect(again.items).toMatchObject([{ status: 'unchanged', document_id: first.items[0]!.document_id }]);
    expect((await send({ '别的名字.md': text })).items).toMatchObject([
      { status: 'unchanged', document_id: first.items[0]!.document_id },
    ]);
    const changed = await send({ '制度/打卡.md': text.replace('定位和照片', '定位') }, { collection: '人事' });
    expect(changed.items).toMatchObject([{ status: 'replaced', document_id: first.items[0]!.document_id }]);
    await world.drain();
    const { body } = await keeper.call<DocumentView>('GET', `${URL}/documents/${first.items[0]!.document_id}`);
    expect(body).toMatchObject({
      title: '打卡规定',
      source: 'folder',
      source_path: '人事/制度/打卡.md',
      current: { number: 2 },
    });
  });

  it('sent twice at the same moment makes one document', async () => {
    const text = '# 同时上传\n\n两个人同时传了同一份文件。';
    const [a, b] = await Promise.all([send({ 'a.md': text }), send({ 'b.md': text })]);
    expect(a.items[0]!.document_id).toBe(b.items[0]!.document_id);
    expect([a.items[0]!.status, b.items[0]!.status].toSorted()).toEqual(['created', 'unchanged']);
  });
});

describe('an upload', () => {
  it('is refused whole when its fields are wrong, and file by file when a file is', async () => {
    const form = new FormData();
    form.append('visibility', 'role:king');
    form.append('file', new Blob(['x']), 'a.md');
    expect(await keeper.call('POST', `${URL}/documents`, form)).toMatchObject({
      status: 400,
      body: { error: { code: 'knowledge.bad_fields' } },
    });
    const late = new FormData();
    late.append('valid_from', '2026-12-01');
    late.append('valid_until', '2026-11-01');
    late.append('file', new Blob(['x']), 'a.md');
    expect(await keeper.call('POST', `${URL}/documents`, late)).toMatchObject({
      status: 400,
      body: { error: { code: 'knowledge.days_reversed' } },
    });
    expect(await keeper.call('POST', `${URL}/documents`, new FormData())).toMatchObject({ status: 400 });
    const mixed = await send({ '好.md': '# 好文件\n\n内容完整。', '坏.png': '\u0089PNG\r\n\u001a\n' });
    expect(mixed.items.map((item) => item.status)).toEqual(['created', 'failed']);
  });
});

describe('the starter library', () => {
  it('is taken in once; a changed file becomes a new version', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'library-'));
    try {
      mkdirSync(join(folder, 'faq'));
      writeFileSync(
        join(folder, 'a.md'),
        '---\ntitle: 甲篇\ncategory: test\nvisibility: role:sales_manager\n---\n# 甲篇\n\n甲的内容。',
      );
      writeFileSync(join(folder, 'faq', 'b.csv'), '问题,答案\n乙怎么用,按说明书用\n');
      writeFileSync(
        join(folder, 'faq', 'b.meta.json'),
        JSON.stringify({ title: '乙问答', category: 'faq', tags: ['乙'] }),
      );
      writeFileSync(join(folder, 'README.md'), '# 不是资料');
      const load = async () => {
        await loadStarterLibrary(scope(), { folder });
        await world.drain();
        const { body } = await keeper.call<Page<DocumentView>>('GET', `${URL}/documents?source=library&sort=title`);
        return body.items.map((one) => [one.title, one.category, one.tags.join(), one.current?.number]);
      };
      // The first of them is for managers only, so the keeper does not see it.
      expect(await load()).toEqual([['乙问答', 'faq', '乙', 1]]);
      expect(await load()).toEqual([['乙问答', 'faq', '乙', 1]]);
      writeFileSync(join(folder, 'faq', 'b.csv'), '问题,答案\n乙怎么用,看视频学\n');
      expect(await load()).toEqual([['乙问答', 'faq', '乙', 2]]);
      const manager = await world.as('sales_manager');
      const { body } = await manager.call<Page<DocumentView>>('GET', `${URL}/documents?source=library`);
      expect(body.items.map((one) => one.title).toSorted()).toEqual(['乙问答', '甲篇']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
