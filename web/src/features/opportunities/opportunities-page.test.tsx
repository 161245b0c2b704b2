// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { STAGES, type OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { fakeServer } from '../../testing/fake-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { OpportunitiesPage } from './opportunities-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const deal = {
  id: '00000000-0000-4000-8000-000000000021',
  code: 'SJ-000021',
  name: '云帆扩容',
  customer_id: null,
  customer_name: '云帆智造',
  stage: 'proposal',
  probability: 50,
  amount: 80_000,
  expected_close: '2026-01-05',
  closed_on: null,
  owner_id: null,
  owner_name: '周敏',
  warnings: ['close_overdue', 'slipping'],
  version: 3,
} as unknown as OpportunityView;

const pageOf = (items: unknown[], total = items.length) => ({ items, total, page: 1, page_size: 20 });
const rules = STAGES.map((stage) => ({
  stage,
  open: stage !== 'won' && stage !== 'lost',
  active: stage !== 'qualification',
  probability: 50,
  required_facts: [],
  moves: STAGES.map((to) => ({ to, allowed: to === 'negotiation', who: 'anybody', reason_required: false })),
}));
const sums = STAGES.map((stage) => ({ stage, deals: stage === 'proposal' ? 41 : 0, amount: 80_000, weighted: 0 }));

function serve() {
  return fakeServer(({ path, query }) => {
    if (path === 'crm/facets') return { body: { owners: [] } };
    if (path === 'crm/stages') return { body: { items: rules } };
    if (path === 'crm/opportunities/board') return { body: { items: sums } };
    if (path !== 'crm/opportunities') return { body: pageOf([]) };
    const stage = query.get('stage');
    return { body: stage === null || stage === 'proposal' ? pageOf([deal], 41) : pageOf([]) };
  });
}

it('marks a deal that needs attention in the list', async () => {
  serve();
  await renderPage(<OpportunitiesPage />, '/opportunities');
  const row = (await screen.findByText('云帆扩容')).closest('tr') as HTMLElement;
  expect(within(row).getByText('过了成交日')).toBeDefined();
  expect(within(row).getByText('一再延期')).toBeDefined();
});

it('draws the board of the stages in use, marks the deal there too, and pages each column', async () => {
  const asked = serve();
  await renderPage(<OpportunitiesPage />, '/opportunities?view=board&warning=slipping&stage=won');
  const column = await screen.findByRole('region', { name: '方案报价，41 个商机，共 8 万' });
  await within(column).findByText('云帆扩容');
  expect(within(column).getByText('一再延期')).toBeDefined();
  expect(screen.queryByRole('region', { name: /^需求确认/ })).toBeNull();
  within(column).getByRole('button', { name: '再显示 20 个' }).click();
  await waitFor(() => expect(asked.some(({ query }) => query.get('page') === '2')).toBe(true));
  const [board] = asked.filter(({ path }) => path === 'crm/opportunities/board');
  // The board has its own stages: a stage of the address would empty it.
  expect(board?.query.toString()).toBe('warning=slipping');
});
