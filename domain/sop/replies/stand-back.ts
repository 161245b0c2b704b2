import { query } from '../../../db/query.ts';
import { OPEN } from '../running/instance-row.ts';
import type { ChangeScope } from '../running/change-instance.ts';
import { tellMoved } from '../running/tell-moved.ts';
import { wakeSop } from '../running/wake-sop.ts';

/**
 * A colleague writes to the contact themselves: sequences that say so stand back, until their minutes are over or somebody lets
 * them go on. Joins the caller's transaction.
 */
export async function standBack(scope: ChangeScope, conversationId: string): Promise<void> {
  const now = scope.clock.now();
  const rows = await query<{ id: string; resume_at: string | null }>(
    scope.em,
    `update sop_instances i set status = 'paused', pause_reason = 'colleague_spoke', paused_at = coalesce(i.paused_at, $2),
       resume_at = $2::timestamptz + make_interval(mins => (v.content -> 'settings' ->> 'resume_after_minutes')::int), updated_at = $2
     from sop_template_versions v
     where v.id = i.template_version_id and i.conversation_id = $1 and i.status in ${OPEN}
       and (i.status <> 'paused' or i.pause_reason = 'colleague_spoke')
       and (v.content -> 'settings' ->> 'pause_on_hand_message')::boolean
     returning i.id, iso(i.resume_at) as resume_at`,
    [conversationId, now],
  );
  await tellMoved(scope, 'sop_instance_paused', rows);
  for (const { resume_at: at } of rows) if (at) await wakeSop(scope, new Date(at));
}
