import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { HealthSettings, ProfileSettingsView, UpdateProfileSettings } from '../../../kernel/contracts/profile.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope } from '../crm-scope.ts';
import { requireVersion } from '../lock-row.ts';
import { profileError } from './errors.ts';
import type { HealthSignal } from './health-signal.port.ts';
import { readProfileSettings } from './profile-settings.ts';
import { refreshProfiles } from './refresh-profiles.job.ts';

/** Any fixed number: whoever holds it changes the settings, so that two first changes cannot cross. */
const SETTINGS_LOCK = 7_261_171;

/**
 * Changes how value and health are counted; everybody is counted anew right after.
 * @throws AppError `access.not_permitted`, `crm.stale_version`, `crm.profile_signals_incomplete`,
 *   `crm.profile_weights_empty`, `crm.profile_levels_crossed`
 */
export async function updateProfileSettings(
  outer: TellScope,
  signals: readonly HealthSignal[],
  input: UpdateProfileSettings,
): Promise<ProfileSettingsView> {
  requirePermission(outer.actor, 'crm.configure');
  if (input.health) checkHealth(input.health, signals);
  return await inTransaction(outer, async (scope) => {
    await query(scope.em, 'select pg_advisory_xact_lock($1)', [SETTINGS_LOCK]);
    const before = await readProfileSettings(scope, signals);
    requireVersion(before, input.version);
    const wanted = {
      rfm: input.rfm ?? before.rfm,
      tiers: input.tiers ?? before.tiers,
      health: input.health ?? before.health,
    };
    await query(
      scope.em,
      `insert into profile_setting (id, rfm, tiers, health, updated_at, version)
       values (1, $1::jsonb, $2::jsonb, $3::jsonb, $4, 1)
       on conflict (id) do update set rfm = excluded.rfm, tiers = excluded.tiers, health = excluded.health,
         updated_at = excluded.updated_at, version = profile_setting.version + 1`,
      [JSON.stringify(wanted.rfm), JSON.stringify(wanted.tiers), JSON.stringify(wanted.health), scope.clock.now()],
    );
    appendAudit(scope, {
      action: 'profile_setting.updated',
      entity: 'profile_setting',
      entityId: null,
      before: { rfm: before.rfm, tiers: before.tiers, health: before.health },
      after: wanted,
    });
    await scope.jobs.enqueue(scope.em, refreshProfiles, { all: true }, { singletonKey: 'settings' });
    await scope.em.flush();
    return await readProfileSettings(scope, signals);
  });
}

function checkHealth(health: HealthSettings, signals: readonly HealthSignal[]): void {
  const problems = [
    ...signals.filter(({ key }) => !Object.hasOwn(health.signals, key)).map(({ label }) => `缺少“${label}”`),
    ...Object.keys(health.signals)
      .filter((key) => !signals.some((signal) => signal.key === key))
      .map((key) => `没有“${key}”这个信号`),
  ];
  if (problems.length > 0)
    throw profileError('crm.profile_signals_incomplete', { details: { problems: problems.join('；') } });
  if (!Object.values(health.signals).some(({ weight }) => weight > 0)) throw profileError('crm.profile_weights_empty');
  if (health.healthy_from <= health.at_risk_below)
    throw profileError('crm.profile_levels_crossed', {
      details: { healthy_from: health.healthy_from, at_risk_below: health.at_risk_below },
    });
}
