// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { fakeServer, type Asked } from '../../testing/fake-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { customer } from './customer.fixture.ts';
import { CustomersPage } from './customers-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  window.localStorage.clear();
});

const FACETS = { regions: ['华东', '华南'], sectors: [], sources: [], tags: [], owners: [] };

function serve(items = [customer()]) {
  return fakeServer(({ path }) => {
    if (path === 'crm/facets') return { body: FACETS };
    if (path === 'crm/customers') return { body: { items, total: items.length * 45, page: 1, page_size: 20 } };
    if (path.startsWith('crm/customers/')) return { body: path.endsWith('timeline') ? emptyPage : customer() };
    return { body: emptyPage };
  });
}

const emptyPage = { items: [], total: 0, page: 1, page_size: 20 };
const lists = (asked: Asked[]) =>
  asked.filter((one) => one.path === 'crm/customers').map((one) => one.query.toString());

it('asks for what the address says', async () => {
  const asked = serve();
  await renderPage(<CustomersPage />, '/customers?region=%E5%8D%8E%E4%B8%9C&sort=-name&page=2&cols=region');
  await screen.findByText('云帆智造');
  expect(lists(asked)).toEqual([
    new URLSearchParams({ region: '华东', sort: '-name', page: '2', page_size: '20' }).toString(),
  ]);
  expect(screen.getByRole('columnheader', { name: '名称' }).getAttribute('aria-sort')).toBe('descending');
  expect(screen.queryByRole('columnheader', { name: '标签' })).toBeNull();
});

it('writes sort, page and the open record into the address', async () => {
  serve();
  const { search } = await renderPage(<CustomersPage />, '/customers?page=2');
  await screen.findByText('云帆智造');
  fireEvent.click(screen.getByRole('button', { name: /^云帆智造/ }));
  await waitFor(() => expect(search()).toEqual({ page: '2', open: customer().id }));
  expect(await screen.findByRole('dialog', { name: '云帆智造' })).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: '名称' }));
  await waitFor(() => expect(search()).toEqual({ sort: '-name', open: customer().id }));
});

it('teaches on an empty list, and offers to widen an empty search', async () => {
  serve([]);
  await renderPage(<CustomersPage />, '/customers');
  expect(await screen.findByText('还没有客户')).toBeDefined();
  cleanup();
  const { search } = await renderPage(<CustomersPage />, '/customers?q=%E4%BA%91');
  expect(await screen.findByText('没有符合条件的记录')).toBeDefined();
  fireEvent.click(screen.getAllByRole('button', { name: '清除筛选' })[0] as HTMLElement);
  await waitFor(() => expect(search()).toEqual({}));
});

it('says what failed and tries again on demand', async () => {
  let broken = true;
  fakeServer(({ path }) => {
    if (path !== 'crm/customers') return { body: path === 'crm/facets' ? FACETS : emptyPage };
    return broken
      ? { status: 500, body: { error: { code: 'x', kind: 'bug', message: '系统内部出了问题', request_id: 'req-7' } } }
      : { body: { ...emptyPage, items: [customer()], total: 1 } };
  });
  await renderPage(<CustomersPage />, '/customers');
  expect((await screen.findByRole('alert')).textContent).toContain('req-7');
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(await screen.findByText('云帆智造')).toBeDefined();
});
