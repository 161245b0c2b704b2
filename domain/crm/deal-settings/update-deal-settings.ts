import { query } from '../../../db/query.ts';
import {
  DEAL_SETTING_KEYS,
  type DealSettingKey,
  type DealSettingsView,
  type UpdateDealSettings,
} from '../../../kernel/contracts/deal-settings.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { stageError } from '../stages/errors.ts';
import { readDealSettings } from './read-deal-settings.ts';

/** Any fixed number: whoever holds it changes the settings, so that two first changes of a group cannot cross. */
const SETTINGS_LOCK = 7_261_130;

/**
 * Sets figures of the organisation, each group with the version one saw (0 for figures nobody has changed yet).
 * @throws AppError `crm.stale_version`, `crm.settings_hours` for an hour or a number of days given twice
 */
export async function updateDealSettings(outer: WriteScope, input: UpdateDealSettings): Promise<DealSettingsView> {
  const { hours = [], renewal_days: days = [] } = input.reminders ?? {};
  if (new Set(hours).size < hours.length || new Set(days).size < days.length) throw stageError('crm.settings_hours');
  return await inTransaction(outer, async (scope) => {
    await query(scope.em, 'select pg_advisory_xact_lock($1)', [SETTINGS_LOCK]);
    const now = await readDealSettings(scope);
    for (const key of DEAL_SETTING_KEYS) await updateGroup(scope, key, input[key], now[key]);
    await scope.em.flush();
    return await readDealSettings(scope);
  });
}

type Group = Record<string, unknown> & { version: number };

async function updateGroup(
  scope: WriteScope,
  key: DealSettingKey,
  given: (Record<string, unknown> & { version: number }) | undefined,
  stored: Group,
): Promise<void> {
  if (!given) return;
  requireVersion(stored, given.version);
  const { version: _seen, ...figures } = given;
  const { version: _stored, ...before } = stored;
  const value = { ...before, ...figures };
  if (JSON.stringify(value) === JSON.stringify(before)) return;
  await query(
    scope.em,
    `insert into deal_setting (key, value, updated_at, version) values ($1, $2::jsonb, $3, 1)
     on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at, version = deal_setting.version + 1`,
    [key, JSON.stringify(value), scope.clock.now()],
  );
  appendAudit(scope, { action: 'deal_setting.updated', entity: 'deal_setting', entityId: key, before, after: value });
}
