import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { materialAddress } from '../../domain/sop/materials/material-address.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { SopMaterialUse, SopMaterialView } from '../../kernel/contracts/sop-materials.ts';
import type { SopTemplateView } from '../../kernel/contracts/sop-templates.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/sop/materials';
type Answer = SopMaterialView & { error: { code: string; message: string } };
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
let folder: string;
let world: TestService;
let manager: TestClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sop-materials-'));
  world = await testService({ DATA_DIR: folder });
  manager = await world.as('sales_manager', { name: '陈静' });
});
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});

async function upload(name: string, bytes: Uint8Array, texts: Record<string, string> = {}, who = manager) {
  const form = new FormData();
  for (const [field, text] of Object.entries(texts)) form.append(field, text);
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  const headers = { authorization: `Bearer ${who.token}` };
  const answer = await fetch(`${world.url}${api}/upload`, { method: 'POST', headers, body: form });
  return { status: answer.status, body: (await answer.json()) as Answer };
}

describe('an uploaded material', () => {
  it('keeps its Chinese name and is fetched by whoever has its address, for a week', async () => {
    const { status, body } = await upload('春节 海报.png', PNG, { category: '海报', tags: '春节、活动' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'image',
      name: '春节 海报.png',
      category: '海报',
      tags: ['春节', '活动'],
      mime_type: 'image/png',
      bytes: PNG.length,
      created_by: '陈静',
    });
    const fetched = await fetch(world.url + body.file_path!);
    expect(fetched.status).toBe(200);
    expect(fetched.headers.get('content-type')).toBe('image/png');
    expect(fetched.headers.get('x-content-type-options')).toBe('nosniff');
    expect(fetched.headers.get('content-disposition')).toBe(
      `inline; filename*=UTF-8''${encodeURIComponent('春节 海报.png')}`,
    );
    expect(Buffer.from(await fetched.arrayBuffer()).equals(PNG)).toBe(true);
    world.clock.advance({ days: 8 });
    expect((await fetch(world.url + body.file_path!)).status).toBe(403);
    world.clock.advance({ days: -8 });
  });

  it('is not fetched with an address that was changed', async () => {
    const { body: first } = await upload('a.png', PNG);
    const { body: second } = await upload('b.png', Buffer.concat([PNG, Buffer.from('x')]));
    const path = first.file_path!;
    const changed = [
      path.replace(first.id, second.id),
      path.replace(/expires=\d+/, 'expires=9999999999'),
      path.replace(/signature=../, 'signature=00'),
      path.replace(/signature=.*/, 'signature=short'),
    ];
    for (const one of changed) {
      const answer = await fetch(world.url + one);
      expect(answer.status, one).toBe(403);
      expect(((await answer.json()) as Answer).error.code).toBe('sop.material_link_invalid');
    }
  });

  it('is what its bytes are, not what its name says', async () => {
    expect((await upload('照片.pdf', PNG)).body).toMatchObject({
      kind: 'image',
      name: '照片.pdf.png',
      mime_type: 'image/png',
    });
    expect((await upload('../../etc/价目表.csv', Buffer.from('品名,价格\n'))).body).toMatchObject({
      kind: 'file',
      name: '价目表.csv',
    });
    const program = await upload('程序.png', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'));
    expect([program.status, program.body.error.code]).toEqual([400, 'sop.material_type_refused']);
    const page = await upload('page.txt', Buffer.from([0, 1, 2]));
    expect(page.body.error.code).toBe('sop.material_type_refused');
    expect((await upload('svg.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).body.error.code).toBe(
      'sop.material_type_refused',
    );
    expect((await upload('空.png', Buffer.alloc(0))).body.error.code).toBe('sop.material_empty');
    const large = await upload('大.png', Buffer.concat([PNG, Buffer.alloc(10 * 1_048_576)]));
    expect([large.status, large.body.error.code]).toEqual([400, 'sop.material_too_large']);
    const sales = await world.as('salesperson');
    expect((await upload('a.png', PNG, {}, sales)).status).toBe(403);
  });
});

describe('a material', () => {
  it('is a text or a link too, is changed, put away and brought back', async () => {
    const text = await manager.call<Answer>('POST', api, {
      kind: 'text',
      name: '开场白',
      text: '您好，{contact_name}',
    });
    expect([text.status, text.body.file_path]).toEqual([201, null]);
    const link = await manager.call<Answer>('POST', api, { kind: 'link', name: '官网', url: 'https://www.example.cn' });
    expect(
      (await manager.call<Answer>('POST', api, { kind: 'link', name: '坏', url: 'javascript:alert(1)' })).status,
    ).toBe(400);
    const changed = await manager.call<Answer>('PATCH', `${api}/${text.body.id}`, { text: '您好！', version: 1 });
    expect(changed.body).toMatchObject({ text: '您好！', version: 2 });
    const stale = await manager.call<Answer>('PATCH', `${api}/${text.body.id}`, { text: '嗨', version: 1 });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'sop.material_stale']);
    const foreign = await manager.call<Answer>('PATCH', `${api}/${text.body.id}`, { url: 'https://a.cn', version: 2 });
    expect(foreign.body.error.code).toBe('sop.material_field_foreign');
    await manager.call('POST', `${api}/${link.body.id}/archive`);
    const listed = async (query: string) =>
      (await manager.call<Page<SopMaterialView>>('GET', `${api}?${query}`)).body.items.map(({ name }) => name);
    expect(await listed('kind=link')).toEqual([]);
    expect(await listed('archived=true')).toEqual(['官网']);
    await manager.call('POST', `${api}/${link.body.id}/restore`);
    expect(await listed('kind=link')).toEqual(['官网']);
    expect(await listed(`q=${encodeURIComponent('您好')}`)).toEqual(['开场白']);
  });

  it('says which templates send it, and keeps them from being activated once it is put away', async () => {
    const { body: picture } = await upload('海报.png', PNG);
    const steps = [{ id: 'poster', name: '发海报', action_type: 'send_image', material_id: picture.id }];
    const made = await manager.call<SopTemplateView>('POST', '/api/v1/sop/templates', {
      name: '海报流程',
      sop_type: 'promotion',
      steps,
    });
    expect((await manager.call<SopMaterialUse[]>('GET', `${api}/${picture.id}/uses`)).body).toEqual([
      {
        template_id: made.body.id,
        template_name: '海报流程',
        version_number: 1,
        active: false,
        steps: [{ id: 'poster', name: '发海报' }],
      },
    ]);
    const activate = async () =>
      (await manager.call<Answer>('POST', `/api/v1/sop/templates/${made.body.id}/activate`)).body;
    await manager.call('POST', `${api}/${picture.id}/archive`);
    expect((await activate()).error.message).toContain('步骤“发海报”（poster）的 material_id：没有物料');
    await manager.call('POST', `${api}/${picture.id}/restore`);
    expect(await activate()).toMatchObject({ status: 'active' });
  });
});

it('has an address outside only where the service has one', () => {
  const now = new Date('2026-11-21T00:00:00Z');
  const id = '00000000-0000-7000-8000-000000000001';
  expect(materialAddress({ public_url: null, service_secret: 's' }, id, now)).toBeNull();
  const address = materialAddress({ public_url: 'https://crm.example.cn', service_secret: 's' }, id, now)!;
  expect(address).toMatch(
    /^https:\/\/crm\.example\.cn\/api\/v1\/sop\/materials\/[\w-]+\/file\?expires=\d+&signature=[0-9a-f]{64}$/,
  );
  expect(materialAddress({ public_url: 'https://crm.example.cn', service_secret: 'other' }, id, now)).not.toBe(address);
});
