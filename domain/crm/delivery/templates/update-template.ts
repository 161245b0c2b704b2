import { LockMode } from '@mikro-orm/core';
import { DeliveryTemplate } from '../../../../db/entities/crm/delivery-template.entity.ts';
import type { TemplateView, UpdateTemplate } from '../../../../kernel/contracts/delivery.ts';
import { inTransaction } from '../../../in-transaction.ts';
import { applyChanges, hasChanges } from '../../apply-changes.ts';
import type { WriteScope } from '../../crm-scope.ts';
import { requireVersion } from '../../lock-row.ts';
import { orderError } from '../../orders/errors.ts';
import { recordChange } from '../../record-change.ts';
import { checkTemplate, clearDefault } from './check-template.ts';
import { readTemplate } from './list-templates.ts';

const FIELDS = { name: 'name', is_default: 'isDefault', active: 'active', tasks: 'tasks' } as const;

/**
 * Changes a template; plans that were made from it stay as they are. One that goes out of use is no longer the default.
 * @throws AppError `crm.template_not_found`, `crm.stale_version`, `crm.duplicate_template`, `crm.owner_not_found`
 */
export async function updateTemplate(
  outer: WriteScope,
  input: UpdateTemplate & { readonly id: string },
): Promise<TemplateView> {
  return await inTransaction(outer, async (scope) => {
    const row = await scope.em.findOne(
      DeliveryTemplate,
      { id: input.id },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!row) throw orderError('crm.template_not_found');
    requireVersion(row, input.version);
    await checkTemplate(scope, input, row.id);
    const changes = applyChanges(row, input.active === false ? { ...input, is_default: false } : input, FIELDS);
    if (hasChanges(changes)) {
      row.updatedAt = scope.clock.now();
      recordChange(scope, { entity: 'delivery_template', id: row.id, change: 'updated', ...changes });
      await scope.em.flush();
      if (changes.after.is_default === true) await clearDefault(scope, row.id);
    }
    return await readTemplate(scope, row.id);
  });
}
