import { DeliveryTemplate } from '../../../../db/entities/crm/delivery-template.entity.ts';
import type { CreateTemplate, TemplateView } from '../../../../kernel/contracts/delivery.ts';
import { newId } from '../../../../kernel/ids.ts';
import { inTransaction } from '../../../in-transaction.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { recordChange } from '../../record-change.ts';
import { checkTemplate, clearDefault } from './check-template.ts';
import { readTemplate } from './list-templates.ts';

/**
 * Adds a way deliveries go. A new default one takes the place of the old.
 * @throws AppError `crm.duplicate_template`, `crm.owner_not_found`
 */
export async function createTemplate(outer: WriteScope, input: CreateTemplate): Promise<TemplateView> {
  return await inTransaction(outer, async (scope) => {
    await checkTemplate(scope, input);
    const now = scope.clock.now();
    const row = scope.em.create(DeliveryTemplate, {
      id: newId(),
      name: input.name,
      isDefault: input.is_default,
      tasks: input.tasks,
      createdAt: now,
      updatedAt: now,
    });
    recordChange(scope, { entity: 'delivery_template', id: row.id, change: 'created', after: { ...input } });
    await scope.em.flush();
    if (row.isDefault) await clearDefault(scope, row.id);
    return await readTemplate(scope, row.id);
  });
}
