// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ReminderView, UnplannedView } from '../../../../kernel/contracts/reminders.ts';
import { fakeServer } from '../../testing/fake-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { ActivitiesPage } from './activities-page.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const pageOf = (items: unknown[]) => ({ items, total: items.length, page: 1, page_size: 20 });

const reminder: ReminderView = {
  id: '00000000-0000-4000-8000-000000000011',
  kind: 'deal_stalled',
  title: '商机“云帆扩容”已经 20 天没有任何推进',
  entity: 'opportunity',
  entity_id: '00000000-0000-4000-8000-000000000012',
  counts: null,
  created_at: '2026-11-20T01:00:00.000Z',
  read_at: null,
};

const idle: UnplannedView = {
  kind: 'opportunity',
  id: '00000000-0000-4000-8000-000000000013',
  code: 'SJ-000013',
  name: '云帆扩容',
  customer_id: '00000000-0000-4000-8000-000000000014',
  customer_name: '云帆智造',
  owner_id: '00000000-0000-4000-8000-000000000001',
  owner_name: '周敏',
  last_activity_at: null,
  idle_days: 12,
  amount: 80_000,
};

it('shows reminders until they are read, each leading to its record', async () => {
  let read = false;
  const asked = fakeServer(({ path, query }) => {
    if (path === 'crm/reminders/read') {
      read = true;
      return { body: { read: 1, unread: 0 } };
    }
    if (path !== 'crm/reminders') return { body: path === 'crm/facets' ? { owners: [] } : pageOf([]) };
    if (read && query.get('unread') === 'true') return { body: pageOf([]) };
    return { body: pageOf([{ ...reminder, read_at: read ? '2026-11-20T02:00:00.000Z' : null }]) };
  });
  await renderPage(<ActivitiesPage />, '/activities?tab=reminders');
  const link = await screen.findByRole('link', { name: reminder.title });
  expect(link.getAttribute('href')).toBe(`/opportunities?open=${reminder.entity_id}`);
  expect((await screen.findByRole('tab', { name: '提醒1' })).getAttribute('aria-selected')).toBe('true');
  fireEvent.click(screen.getByRole('button', { name: `把「${reminder.title}」标为已读` }));
  await waitFor(() => expect(screen.queryByRole('button', { name: /标为已读/ })).toBeNull());
  expect(asked.find((one) => one.path === 'crm/reminders/read')?.body).toEqual({ ids: [reminder.id] });
  await waitFor(() => expect(screen.getByRole('tab', { name: '提醒' })).toBeDefined());
});

it('plans a call at ten for what nobody planned', async () => {
  const asked = fakeServer(({ path }) => {
    if (path === 'crm/follow-ups/unplanned') return { body: pageOf([idle]) };
    return { body: path === 'crm/facets' ? { owners: [] } : pageOf([]) };
  });
  await renderPage(<ActivitiesPage />, '/activities?tab=unplanned');
  await screen.findByText('12 天没动');
  fireEvent.click(screen.getByRole('button', { name: '为「云帆扩容」安排三天后的跟进' }));
  await waitFor(() => expect(asked.some((one) => one.method === 'POST')).toBe(true));
  const { body } = asked.find((one) => one.method === 'POST') as { body: Record<string, unknown> };
  expect(body).toMatchObject({
    kind: 'call',
    status: 'planned',
    subject: '联系云帆智造',
    opportunity_id: idle.id,
    customer_id: idle.customer_id,
  });
  expect(body['due_at']).toMatch(/^\d{4}-\d\d-\d\dT10:00:00\+08:00$/);
});

it('says what failed and tries again on demand', async () => {
  let broken = true;
  fakeServer(({ path }) => {
    if (path !== 'crm/follow-ups/unplanned') return { body: path === 'crm/facets' ? { owners: [] } : pageOf([]) };
    return broken
      ? { status: 500, body: { error: { code: 'x', kind: 'bug', message: '系统内部出了问题', request_id: 'req-8' } } }
      : { body: pageOf([]) };
  });
  await renderPage(<ActivitiesPage />, '/activities?tab=unplanned&of=customer');
  expect((await screen.findByRole('alert')).textContent).toContain('req-8');
  broken = false;
  fireEvent.click(screen.getByRole('button', { name: '重试' }));
  expect(await screen.findByText('都安排好了')).toBeDefined();
});
