import type { InferEntity } from '@mikro-orm/core';
import { DeliveryTemplate } from '../../../db/entities/crm/delivery-template.entity.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderError } from '../orders/errors.ts';

/**
 * The template somebody means: the named one; the default one where none is named (and none when there is no default);
 * none for `null`.
 * @throws AppError `crm.template_not_found`
 */
export async function findTemplate(
  scope: Pick<ReadScope, 'em'>,
  wanted: string | null | undefined,
): Promise<InferEntity<typeof DeliveryTemplate> | null> {
  if (wanted === null) return null;
  const where = wanted === undefined ? { isDefault: true, active: true } : { id: wanted, active: true };
  const template = await scope.em.findOne(DeliveryTemplate, where);
  if (!template && wanted !== undefined) throw orderError('crm.template_not_found');
  return template;
}
