// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { fakeServer, refusal } from '../../testing/fake-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { customer } from '../customers/customer.fixture.ts';
import type { FieldSpec } from './field-spec.ts';
import { RecordProfile } from './record-profile.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const FIELDS: FieldSpec[] = [
  { name: 'name', word: 'name', kind: 'text', required: true },
  { name: 'phone', word: 'phone', kind: 'text' },
  { name: 'annual_revenue', word: 'annualRevenue', kind: 'money' },
];
const profile = <RecordProfile path="crm/customers" record={customer()} fields={FIELDS} />;

async function write(field: string, text: string) {
  fireEvent.click(await screen.findByRole('button', { name: new RegExp(`编辑 ${field}`) }));
  fireEvent.change(screen.getByRole('textbox', { name: field }), { target: { value: text } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
}

it('stores one field under the version it was read with', async () => {
  const asked = fakeServer(() => ({ body: customer({ annual_revenue: 12345, version: 2 }) }));
  await renderPage(profile);
  await write('年营收', '￥12,345');
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]).toMatchObject({ method: 'PATCH', body: { annual_revenue: 12345, version: 1 } });
});

it('refuses an empty name and a number that is none without asking the server', async () => {
  const asked = fakeServer(() => ({ body: customer() }));
  await renderPage(profile);
  await write('名称', '  ');
  expect((await screen.findByRole('alert')).textContent).toBe('请填写');
  fireEvent.click(screen.getByRole('button', { name: '取消' }));
  await write('年营收', '很多');
  expect((await screen.findByRole('alert')).textContent).toBe('请填写数字');
  expect(asked).toEqual([]);
});

it('shows what somebody else changed, keeps the words, and can store them over the newer record', async () => {
  const theirs = customer({ phone: '021-6666', version: 5 });
  const asked = fakeServer(({ method, body }) => {
    if (method === 'GET') return { body: theirs };
    const { version } = body as { version: number };
    return version === 5
      ? { body: customer({ phone: '021-1234', version: 6 }) }
      : { status: 409, body: refusal('crm.stale_version', '刚被改过') };
  });
  await renderPage(profile);
  await write('电话', '021-1234');
  const notice = await screen.findByRole('alert');
  expect(notice.textContent).toContain('021-5555 → 021-6666');
  expect(notice.textContent).toContain('您填写的电话：021-1234');
  expect((screen.getByRole('textbox', { name: '电话' }) as HTMLInputElement).value).toBe('021-1234');
  fireEvent.click(screen.getByRole('button', { name: '仍保存我的内容' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(asked.filter((one) => one.method === 'PATCH').map((one) => one.body)).toEqual([
    { phone: '021-1234', version: 1 },
    { phone: '021-1234', version: 5 },
  ]);
});

it('stores a custom field among the custom values, and shows what somebody else made of it', async () => {
  const fields: FieldSpec[] = [{ name: 'custom.shops', word: { own: '门店数' }, kind: 'number' }];
  const seen = customer({ custom: { shops: 3 } });
  const theirs = customer({ custom: { shops: 7 }, version: 5 });
  const asked = fakeServer(({ method }) =>
    method === 'GET' ? { body: theirs } : { status: 409, body: refusal('crm.stale_version', '刚被改过') },
  );
  await renderPage(<RecordProfile path="crm/customers" record={seen} fields={fields} />);
  await write('门店数', '-2');
  const notice = await screen.findByRole('alert');
  expect(asked[0]).toMatchObject({ method: 'PATCH', body: { custom: { shops: -2 }, version: 1 } });
  expect(notice.textContent).toContain('3 → 7');
  expect(notice.textContent).toContain('您填写的门店数：-2');
});
