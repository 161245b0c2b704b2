import { query, queryOne } from '../../../../db/query.ts';
import { AppError } from '../../../../kernel/errors.ts';
import type { FitReport } from '../../../../kernel/contracts/scoring.ts';
import { newId } from '../../../../kernel/ids.ts';
import { appendAudit } from '../../../append-audit.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { TellScope } from '../../crm-scope.ts';
import { daysAgo } from '../../local-today.ts';
import { backTest, splitByTime } from '../fit/back-test.ts';
import type { FitRow } from '../fit/fit-data.ts';
import { fitScoreModel, requireHistory } from '../fit/fit-score-model.ts';
import type { FittedModel } from '../fit/fitted-model.ts';
import { historyRows, lateFields } from '../history/history-rows.ts';
import { readHistory } from '../history/read-history.ts';
import { loadRuleScorer } from '../load-scorer.ts';
import { SCORE_FEATURES } from '../score-fields.ts';
import { readSettings } from '../settings/read-settings.ts';
import { judgeModel } from './judge-model.ts';
import { modelName } from './model-view.ts';
import { putToWork } from './put-to-work.ts';

/** What a training came to. */
export interface Training {
  readonly id: string | null;
  readonly beats_rules: boolean;
  readonly note: string;
}

/**
 * Fits a model from the organisation's own leads: a back-test by time against the rules, then the model itself from all
 * rows. It is put to work when it beats the rules and the settings allow that. Too little history is no failure: the
 * rules go on, and the settings say why. Nothing is held locked while it computes.
 */
export async function trainModel(outer: TellScope, input: { readonly requested_by: string | null }): Promise<Training> {
  try {
    const { model, report } = await fitFromHistory(outer);
    return await inTransaction(outer, async (scope) => await register(scope, model, report, input.requested_by));
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.kind !== 'conflict') throw thrown;
    const note = thrown.sentence('zh');
    await inTransaction(outer, async (scope) => await noteFit(scope, note));
    return { id: null, beats_rules: false, note };
  }
}

async function fitFromHistory(scope: TellScope): Promise<{ model: FittedModel; report: FitReport }> {
  const now = scope.clock.now();
  const settings = await readSettings(scope.em);
  const leads = await readHistory(scope.em, daysAgo(scope.clock, settings.maturity_days));
  const { rows, notes: doubts } = await historyRows(leads, settings.half_life_days, now);
  requireHistory(rows);
  const split = splitByTime(rows);
  const tested = await backTest(SCORE_FEATURES, split, await loadRuleScorer(scope.em, settings));
  const { model, penalty, features, notes } = await fitScoreModel({ features: SCORE_FEATURES, rows });
  const groups = new Map(rows.map(({ group, won }) => [group, won]));
  const won = [...groups.values()].filter(Boolean).length;
  const report: FitReport = {
    window: { ...windowOf(rows), test_from: windowOf(split.test).from },
    counts: {
      leads: groups.size,
      won,
      not_won: groups.size - won,
      rows: rows.length,
      train_rows: split.train.length,
      test_rows: split.test.length,
    },
    penalty,
    fitted: tested.fitted,
    rules: tested.rules,
    features,
    notes: [...doubts, ...lateFields(leads), ...notes],
  };
  return { model, report };
}

function windowOf(rows: readonly FitRow[]): { from: string; to: string } {
  let [from, to] = [Infinity, -Infinity];
  for (const { at } of rows) {
    from = Math.min(from, at.getTime());
    to = Math.max(to, at.getTime());
  }
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** Stores the model, decides, and tells: one transaction. */
async function register(
  scope: TellScope,
  model: FittedModel,
  report: FitReport,
  requestedBy: string | null,
): Promise<Training> {
  const settings = await readSettings(scope.em, 'alone');
  const { beats, verdict } = judgeModel(report, settings.margin);
  const newest = await queryOne<{ number: number }>(scope.em, 'select max(number) as number from score_model');
  const row = { id: newId(), number: (newest?.number ?? 0) + 1, kind: 'fitted' as const };
  const now = scope.clock.now();
  await query(
    scope.em,
    `insert into score_model (id, number, kind, status, spec, report, beats_rules, verdict, trained_at, created_at)
     values ($1, $2, 'fitted', 'candidate', $3::jsonb, $4::jsonb, $5, $6, $7, $7)`,
    [row.id, row.number, JSON.stringify(model), JSON.stringify(report), beats, verdict, now],
  );
  appendAudit(scope, {
    action: 'score_model.trained',
    entity: 'score_model',
    entityId: row.id,
    after: { name: modelName(row), beats_rules: beats, verdict, requested_by: requestedBy },
  });
  scope.events.publish('crm.score_model_changed', { id: row.id, status: 'candidate' });
  const goes = beats && settings.auto_activate;
  const outcome = goes ? '已启用' : beats ? '可以手动启用' : '继续用现在的评分';
  const note = `${modelName(row)}：${verdict}${outcome}。`;
  if (goes) await putToWork(scope, row, 'activated');
  await noteFit(scope, note);
  return { id: row.id, beats_rules: beats, note };
}

async function noteFit(scope: TellScope, note: string): Promise<void> {
  await query(scope.em, 'update score_setting set last_fit_at = $1, last_fit_note = $2 where id = 1', [
    scope.clock.now(),
    note,
  ]);
}
