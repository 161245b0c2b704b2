import { LockMode } from '@mikro-orm/core';
import { ScoreSetting } from '../../../../db/entities/crm/score-setting.entity.ts';
import type { ScoreSettingsView, UpdateScoreSettings } from '../../../../kernel/contracts/scoring.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { TellScope } from '../../crm-scope.ts';
import { requireVersion } from '../../lock-row.ts';
import { recordChange } from '../../record-change.ts';
import { rescoreAll } from '../rules/rescore-by-rules.ts';
import { readSettings } from './read-settings.ts';
import { requireThresholds } from './require-thresholds.ts';

const FIELDS = {
  base_points: 'basePoints',
  thresholds: 'thresholds',
  caps: 'caps',
  half_life_days: 'halfLifeDays',
  maturity_days: 'maturityDays',
  margin: 'margin',
  auto_activate: 'autoActivate',
} as const;
/** These say how a model is made and chosen; the scores of today stay as they are. */
const OF_TRAINING = new Set(['maturity_days', 'margin', 'auto_activate']);

/**
 * Changes how leads are scored; fields that are left out stay. The open leads are scored again where that matters.
 * @throws AppError `crm.stale_version`, `crm.score_thresholds_out_of_order`
 */
export async function updateScoreSettings(outer: TellScope, input: UpdateScoreSettings): Promise<ScoreSettingsView> {
  if (input.thresholds) requireThresholds(input.thresholds);
  return await inTransaction(outer, async (scope) => {
    const row = await scope.em.findOneOrFail(
      ScoreSetting,
      { id: 1 },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    requireVersion(row, input.version);
    const changes = applyChanges(row, input, FIELDS);
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      recordChange(scope, { entity: 'score_setting', id: '1', change: 'updated', ...changes });
      await scope.em.flush();
      if (Object.keys(changes.after).some((field) => !OF_TRAINING.has(field))) await rescoreAll(scope);
    }
    return await readSettings(scope.em);
  });
}
