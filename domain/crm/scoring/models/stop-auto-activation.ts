import { query } from '../../../../db/query.ts';
import { appendAudit } from '../../../append-audit.ts';
import type { TellScope } from '../../crm-scope.ts';

/** Keeps the next training from putting its model to work by itself; the settings turn it on again. */
export async function stopAutoActivation(scope: TellScope): Promise<void> {
  const changed = await query(
    scope.em,
    'update score_setting set auto_activate = false, updated_at = $1, version = version + 1 where id = 1 and auto_activate returning id',
    [scope.clock.now()],
  );
  if (changed.length === 0) return;
  const line = { before: { auto_activate: true }, after: { auto_activate: false } };
  appendAudit(scope, { action: 'score_setting.updated', entity: 'score_setting', entityId: '1', ...line });
}
