// @vitest-environment jsdom
import '../../testing/stub-browser.ts';
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { FitNote, ScoreFigures, ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import { renderPage } from '../../testing/render-page.tsx';
import { ModelCard } from './model-card.tsx';

afterEach(cleanup);

const FIGURES: ScoreFigures = {
  auc: 0.81,
  log_loss: 0.4,
  brier: 0.14,
  calibration_error: 0.032,
  top_decile_lift: 3.1,
  top_decile_rate: 0.62,
  calibration: [{ count: 14.966, predicted: 0.2, actual: 0.25 }],
};
const note = (code: FitNote['code'], level: FitNote['level'], text: string): FitNote => ({
  code,
  level,
  feature: code,
  text,
});

function model(changes: Partial<ScoreModelView> = {}): ScoreModelView {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    number: 3,
    name: '历史模型 3 号',
    kind: 'fitted',
    status: 'candidate',
    beats_rules: true,
    verdict: '回测胜过规则。',
    trained_at: '2026-11-01T00:00:00Z',
    activated_at: null,
    report: {
      window: { from: '2025-11-01T00:00:00Z', to: '2026-11-01T00:00:00Z', test_from: null },
      counts: { leads: 400, won: 120, not_won: 280, rows: 900, train_rows: 600, test_rows: 300 },
      penalty: 1,
      fitted: FIGURES,
      rules: { ...FIGURES, auc: 0.7 },
      features: [{ name: 'source', label: '来源', auc: 0.66, information: 0.4, weight: 1 }],
      notes: [
        note('leak', 'warning', '“成交日期”像是知道结果，没有使用。'),
        note('no_signal', 'note', '“邮箱”看不出差别。'),
      ],
    },
    ...changes,
  };
}

it('warns of a leaking column before anything is unfolded, and can be activated', async () => {
  const activate = vi.fn();
  await renderPage(<ModelCard model={model()} onActivate={activate} />);
  const warning = await screen.findByText('“成交日期”像是知道结果，没有使用。');
  expect(warning.closest('details')).toBeNull();
  expect(screen.getByText('警告')).toBeDefined();
  expect(screen.getByText('“邮箱”看不出差别。').closest('details')).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: '启用 历史模型 3 号' }));
  expect(activate).toHaveBeenCalledOnce();
});

it('shows the model beside the rules in figures people read', async () => {
  await renderPage(<ModelCard model={model()} onActivate={undefined} />);
  const row = (await screen.findByText('区分度 AUC')).closest('tr')!;
  expect(within(row).getByText('0.810')).toBeDefined();
  expect(within(row).getByText('0.700')).toBeDefined();
  expect(screen.getAllByText('3.2%')).toHaveLength(2);
  expect(screen.getByText('15')).toBeDefined();
});

it('offers no activation of a model that did not beat the rules, nor to those who may not', async () => {
  await renderPage(<ModelCard model={model({ beats_rules: false })} onActivate={vi.fn()} />);
  await screen.findByText('没有胜过规则，不能启用');
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  await renderPage(<ModelCard model={model()} onActivate={undefined} />);
  await screen.findByText('候选');
  expect(screen.queryByRole('button')).toBeNull();
});
