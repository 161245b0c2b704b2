import { createContract } from '../../domain/crm/contracts/create-contract.ts';
import { addMilestone } from '../../domain/crm/contracts/milestones/add-milestone.ts';
import { listContacts } from '../../domain/crm/contacts/list-contacts.ts';
import { createCustomer } from '../../domain/crm/customers/create-customer.ts';
import { listCustomers } from '../../domain/crm/customers/list-customers.ts';
import { raiseDealWarnings } from '../../domain/crm/deal-warnings/raise-deal-warnings.ts';
import { createOpportunity } from '../../domain/crm/opportunities/create-opportunity.ts';
import { orderFromDeal } from '../../domain/crm/orders/order-from-deal.ts';
import { refreshTouched } from '../../domain/crm/profiles/refresh-touched.ts';
import { HEALTH_SIGNALS } from '../../domain/crm/profiles/signals/registry.ts';
import { createRelation } from '../../domain/crm/relations/create-relation.ts';
import { setDecisionRole } from '../../domain/crm/relations/decision-chain.ts';
import { toolWorld, type ToolWorld } from './tool-world.ts';

/**
 * The tool world with a past: 华星科技 bought in September, its delivery is late, its contract ends soon; 光电检测二期 should
 * have closed; who belongs to whom is known. The clock stands at 2026-11-18 10:20.
 */
export async function dealWorld(): Promise<ToolWorld> {
  const world = await toolWorld();
  const now = world.clock.now();
  const star = await customerOf(world, '华星科技有限公司');
  const light = await customerOf(world, '华星光电材料厂');
  world.clock.set('2026-09-21T09:00:00+08:00');
  const wang = world.as('wang');
  const won = await createOpportunity(wang, {
    name: '华星一期采购',
    customer_id: star,
    amount: 480_000,
    stage: 'won',
  });
  const order = await orderFromDeal(world.as('wang'), { id: won.id });
  const contract = await createContract(world.as('wang'), {
    name: '华星一期服务合同',
    order_id: order.id,
    amount: 480_000,
    status: 'active',
    signed_on: '2026-09-21',
    starts_on: '2026-09-21',
    ends_on: '2026-12-31',
  });
  await addMilestone(world.as('wang'), {
    id: contract.id,
    kind: 'payment',
    name: '首款',
    due_on: '2026-10-15',
    amount: 200_000,
  });
  await world.sql("update opportunity set expected_close = '2026-11-10' where name = '光电检测二期'");
  const vision = await createCustomer(world.as('wang'), { name: '华星集团', region: '华东', sector: '制造业' });
  await createRelation(world.as('wang'), { id: star, customer_id: vision.id, role: 'parent' });
  await createRelation(world.as('wang'), { id: star, customer_id: light, role: 'referred' });
  const { items } = await listContacts(world.as('wang'), { page: 1, page_size: 10, customer_id: star });
  const buyer = items.find(({ name }) => name === '吴芳');
  if (buyer)
    await setDecisionRole(world.as('wang'), { id: star, contact_id: buyer.id, role: 'blocker', attitude: 'opposed' });
  world.clock.set(now);
  await raiseDealWarnings(world.as('admin'));
  await refreshTouched(world.as('admin'), HEALTH_SIGNALS, { all: true, signal: new AbortController().signal });
  return world;
}

async function customerOf(world: ToolWorld, name: string): Promise<string> {
  const { items } = await listCustomers(world.as('admin'), { page: 1, page_size: 50 });
  const found = items.find((row) => row.name === name);
  if (!found) throw new Error(`no customer ${name}`);
  return found.id;
}
