import type { EntityManager } from '../../../../db/orm.ts';
import { queryOne } from '../../../../db/query.ts';
import type { ScoreSettingsView } from '../../../../kernel/contracts/scoring.ts';

/**
 * The settings of scoring. With `lock` they stay as they are until the end of the transaction: scoring takes them
 * `shared` (many at a time), whoever changes rules, models or settings alone.
 */
export async function readSettings(em: EntityManager, lock?: 'shared' | 'alone'): Promise<ScoreSettingsView> {
  const row = await queryOne<ScoreSettingsView>(
    em,
    `select base_points, thresholds, caps, half_life_days, maturity_days, margin, auto_activate, iso(last_fit_at) as last_fit_at,
       last_fit_note, version, iso(updated_at) as updated_at
     from score_setting where id = 1 ${lock === 'shared' ? 'for share' : lock === 'alone' ? 'for update' : ''}`,
  );
  if (!row) throw new Error('The row of score_setting is missing');
  return row;
}
