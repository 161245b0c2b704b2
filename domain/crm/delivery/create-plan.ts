import { DeliveryPlan } from '../../../db/entities/crm/delivery-plan.entity.ts';
import { SalesOrder } from '../../../db/entities/crm/sales-order.entity.ts';
import type { CreatePlan, PlanView } from '../../../kernel/contracts/delivery.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { localToday } from '../local-today.ts';
import { orderError } from '../orders/errors.ts';
import { lockVisible } from '../orders/lock-visible.ts';
import { findTemplate } from './find-template.ts';
import { readPlan } from './get-plan.ts';
import { planDelivery } from './plan-delivery.ts';

/**
 * Plans the delivery of an order that has no plan yet, by a template or empty.
 * @throws AppError `crm.order_not_found`, `crm.order_cancelled`, `crm.plan_exists`, `crm.template_not_found`
 */
export async function createPlan(outer: WriteScope, input: CreatePlan & { readonly id: string }): Promise<PlanView> {
  return await inTransaction(outer, async (scope) => {
    const order = await lockVisible(scope, SalesOrder, input.id, 'crm.order_not_found');
    if (order.status === 'cancelled') throw orderError('crm.order_cancelled');
    if ((await scope.em.count(DeliveryPlan, { order: order.id })) > 0) throw orderError('crm.plan_exists');
    const template = await findTemplate(scope, input.template_id);
    await planDelivery(scope, order, template, input.starts_on);
    await scope.em.flush();
    return await readPlan(scope, order.id, localToday(scope.clock));
  });
}
