import { query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { SopWriteScope } from '../sop-scope.ts';
import { sopTemplateError } from './errors.ts';
import { lockTemplate } from './template-row.ts';

/**
 * Removes a draft that was never used; what ran once says why a customer was written to, so it can only be archived.
 * @throws AppError `access.not_permitted`, `sop.template_missing`, `sop.template_in_use`
 */
export async function deleteTemplate(outer: SopWriteScope, id: string): Promise<void> {
  requirePermission(outer.actor, 'sop.update');
  await inTransaction(outer, async (scope) => {
    const template = await lockTemplate(scope, id);
    const used = await queryOne(scope.em, 'select 1 as one from sop_instances where template_id = $1 limit 1', [id]);
    if (used || template.active_number !== null)
      throw sopTemplateError('sop.template_in_use', { details: { name: template.name } });
    await query(scope.em, 'delete from sop_templates where id = $1', [id]);
    appendAudit(scope, { action: 'sop_template.deleted', entity: 'sop_templates', entityId: id, before: template });
    await scope.em.flush();
    scope.events.publish('sop.template_changed', { id: id });
  });
}
