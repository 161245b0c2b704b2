import type { CreateSopInstance, SopInstanceView, SopTarget } from '../../../kernel/contracts/sop-instances.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { Scope } from '../../scope.ts';
import { sopError } from '../errors.ts';
import { readSopInstance } from './instance-view.ts';
import { requireActiveTemplate } from './read-active-template.ts';
import { resolveTargets } from './resolve-targets.ts';
import { startInstances } from './start-instances.ts';

/**
 * Starts a sequence for one contact, by hand.
 * @throws AppError `access.not_permitted`, `sop.template_not_found`, `sop.template_not_active`, `sop.target_not_found`,
 *   `sop.target_not_started` with the reason: in it already, was in it before, does not want to be written to
 */
export async function createSopInstance(outer: Scope, input: CreateSopInstance): Promise<SopInstanceView> {
  requirePermission(outer.actor, 'sop.execute');
  return await inTransaction(outer, async (scope) => {
    const template = await requireActiveTemplate(scope, input.template_id);
    const [target] = await resolveTargets(scope, [targetOf(input)]);
    if (!target) throw sopError('sop.target_not_found');
    const [started] = await startInstances(scope, {
      template,
      targets: [target],
      trigger_type: 'manual',
      variables: input.variables,
      created_by: scope.actor.kind === 'system' ? null : scope.actor.userId,
      ...(input.config.priority ? { priority: input.config.priority } : {}),
    });
    if (started!.id === null) throw sopError('sop.target_not_started', { details: { reason: started!.reason ?? '' } });
    appendAudit(scope, {
      action: 'sop_instance.created',
      entity: 'sop_instance',
      entityId: started!.id,
      after: { template_id: template.id, contact: target.person_id },
    });
    await scope.em.flush();
    return await readSopInstance(scope, started!.id);
  });
}

function targetOf({ wechat_account_id, contact_id, crm_contact_id }: CreateSopInstance): SopTarget {
  if (crm_contact_id) return { crm_contact_id, ...(wechat_account_id ? { wechat_account_id } : {}) };
  if (!contact_id || !wechat_account_id) throw sopError('sop.target_not_found');
  return { wechat_account_id, contact_id };
}
