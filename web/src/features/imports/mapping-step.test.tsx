// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ImportPreview, ImportView } from '../../../../kernel/contracts/imports.ts';
import { fakeServer } from '../../testing/fake-server.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { MappingStep } from './mapping-step.tsx';
import { setColumn, setValue } from './mapping.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const batch: ImportView = {
  id: '22222222-2222-4222-8222-222222222222',
  kind: 'customers',
  file_name: 'customers.csv',
  encoding: 'utf-8',
  sheets: [],
  sheet: null,
  delimiter: ',',
  status: 'ready',
  columns: ['公司', '行业'],
  fields: [
    { name: 'name', label: '客户名称', required: true, type: 'text' },
    { name: 'sector', label: '行业', required: false, type: 'enum', values: ['制造', '教育'] },
  ],
  mapping: { name: '公司', sector: '行业' },
  values: {},
  total: 10,
  processed: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  failed: 0,
  error: null,
  created_at: '2026-11-21T00:00:00Z',
  finished_at: null,
};

const preview = (mended: boolean): ImportPreview => ({
  import: batch,
  sample: [{ row: 1, raw: { 公司: '云帆智造', 行业: '制造业类' }, parsed: { name: '云帆智造' }, issues: [] }],
  duplicates: { rows: 0, checked: 0, sample: [] },
  unknown_values: mended ? [] : [{ field: 'sector', value: '制造业类', rows: 4, suggestion: '制造' }],
  issues: [],
  valid_rows: mended ? 10 : 6,
  invalid_rows: mended ? 0 : 4,
});

it('takes a suggestion, shows the new preview, and starts with what was chosen', async () => {
  const asked = fakeServer(({ path, body }) => {
    if (path.endsWith('/start')) return { status: 202, body: { ...batch, status: 'running' } };
    return { body: preview('values' in (body as object)) };
  });
  await renderPage(<MappingStep batch={batch} />);
  expect(await screen.findByText('可以导入 6 行，4 行有问题')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: '应为「制造」' }));
  expect(await screen.findByText('可以导入 10 行，0 行有问题')).toBeDefined();
  expect(screen.queryByText('不认识的值')).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '开始导入 10 行' }));
  const chosen = { mapping: batch.mapping, values: { sector: { 制造业类: '制造' } } };
  await waitFor(() => expect(asked.at(-1)).toMatchObject({ path: `crm/imports/${batch.id}/start`, body: chosen }));
});

it('does not start while a required field has no column', async () => {
  fakeServer(() => ({ body: preview(true) }));
  await renderPage(<MappingStep batch={{ ...batch, mapping: {} }} />);
  expect(await screen.findByText('还缺必填字段：客户名称')).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /开始导入/ }).disabled).toBe(true);
});

it('maps columns and values without touching the others', () => {
  expect(setColumn({ name: '公司', sector: '行业' }, 'sector', undefined)).toEqual({ name: '公司' });
  expect(setColumn({ name: '公司' }, 'region', '公司')).toEqual({ name: '公司', region: '公司' });
  expect(setValue({ sector: { a: 'b' } }, 'sector', 'c', 'd')).toEqual({ sector: { a: 'b', c: 'd' } });
});
