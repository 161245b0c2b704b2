import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { SendPolicyView, UpdateSendPolicy } from '../../../kernel/contracts/messaging.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readPolicy } from './read-policy.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Changes the organisation's rules of sending; they count for everything that has not left yet.
 * @throws AppError `access.not_permitted`, `messaging.stale_version`
 */
export async function savePolicy(outer: WriteScope, input: UpdateSendPolicy): Promise<SendPolicyView> {
  requirePermission(outer.actor, 'messaging.configure');
  return await inTransaction(outer, async (scope) => {
    const before = await readPolicy(scope);
    const [saved] = await query(
      scope.em,
      `update send_policy set quiet_from = $1, quiet_to = $2, proactive_per_day = $3, proactive_per_hour = $4, same_text_per_hour = $5,
         replies_per_minute = $6, longest_text = $7, silent_minutes = $8, forbidden_words = $9, updated_at = $10,
         rewordings = $12, human_questions = $13, version = version + 1
       where id = 1 and version = $11 returning 1 as one`,
      [
        input.quiet_from,
        input.quiet_to,
        input.proactive_per_day,
        input.proactive_per_hour,
        input.same_text_per_hour,
        input.replies_per_minute,
        input.longest_text,
        input.silent_minutes,
        input.forbidden_words,
        scope.clock.now(),
        input.version,
        JSON.stringify(input.rewordings),
        input.human_questions,
      ],
    );
    if (!saved) throw messagingError('messaging.stale_version', { details: { current_version: before.version } });
    appendAudit(scope, { action: 'send_policy.updated', entity: 'send_policy', entityId: null, before, after: input });
    await scope.em.flush();
    return await readPolicy(scope);
  });
}
