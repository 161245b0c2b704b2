import { createActivity } from '../../domain/crm/activities/create-activity.ts';
import { createContact } from '../../domain/crm/contacts/create-contact.ts';
import { changeTags } from '../../domain/crm/customers/change-tags.ts';
import { createCustomer } from '../../domain/crm/customers/create-customer.ts';
import { createLead } from '../../domain/crm/leads/create-lead.ts';
import { createOpportunity } from '../../domain/crm/opportunities/create-opportunity.ts';
import { createProduct } from '../../domain/crm/products/create-product.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { TOOLS } from '../../tools/registry.ts';
import type { Proposal, ToolAnswer } from '../../tools/tool.ts';
import { crmWorld, type CrmPerson, type CrmWorld } from './crm-world.ts';

/** A small sales organisation with records to ask about, and the tools called as the assistant calls them. */
export interface ToolWorld extends CrmWorld {
  /** Answers a reading tool. */
  ask(person: CrmPerson, tool: string, args?: Record<string, unknown>): Promise<ToolAnswer>;
  /** The card of a changing tool. */
  propose(person: CrmPerson, tool: string, args: Record<string, unknown>): Promise<Proposal<unknown>>;
  /** Proposes and carries out at once, in one transaction. */
  carryOut(person: CrmPerson, tool: string, args: Record<string, unknown>): Promise<ToolAnswer>;
}

export async function toolWorld(): Promise<ToolWorld> {
  const world = await crmWorld();
  await fill(world);
  const find = (name: string) => {
    const tool = TOOLS.find((one) => one.name === name);
    if (!tool) throw new Error(`no tool ${name}`);
    return tool;
  };
  return {
    ...world,
    ask: async (person, name, args = {}) => {
      const tool = find(name);
      if (tool.risk !== 'read') throw new Error(`${name} does not only look`);
      return await tool.answer(world.as(person), tool.input.parse(args));
    },
    propose: async (person, name, args) => {
      const tool = find(name);
      if (tool.risk === 'read') throw new Error(`${name} changes nothing`);
      return await tool.propose(world.as(person), tool.input.parse(args));
    },
    carryOut: async (person, name, args) => {
      const tool = find(name);
      if (tool.risk === 'read') throw new Error(`${name} changes nothing`);
      return await inTransaction(world.as(person), async (scope) => {
        const { plan } = await tool.propose(scope, tool.input.parse(args));
        return await tool.carryOut(scope, plan);
      });
    },
  };
}

/** The clock stands at Wednesday 2026-11-18 10:20; older things are made by moving it. */
async function fill(world: CrmWorld): Promise<void> {
  const now = world.clock.now();
  world.clock.set('2026-09-01T09:00:00+08:00');
  const [wang, li] = [world.as('wang'), world.as('li')];
  const cloud = await createProduct(world.as('admin'), { name: '云表专业版', series: '云表' });
  await createProduct(world.as('admin'), { name: '云表基础版', series: '云表' });
  const star = await createCustomer(wang, {
    name: '华星科技有限公司',
    short_name: '华星科技',
    city: '苏州',
    region: '华东',
    sector: '制造业',
    phone: '051288887777',
  });
  const light = await createCustomer(wang, { name: '华星光电材料厂', city: '南京', region: '华东', sector: '制造业' });
  await createCustomer(world.as('zhao'), { name: '远景机械', region: '华东', sector: '制造业' });
  const food = await createCustomer(li, { name: '南粤食品', region: '华南', sector: '食品' });
  await changeTags(wang, { id: star.id, add: ['重点客户', '已报价'], remove: [] });
  await createContact(wang, {
    customer_id: star.id,
    name: '周明',
    title: '总经理',
    phone: '13812345678',
    decision_maker: true,
  });
  await createContact(wang, { customer_id: star.id, name: '吴芳', title: '采购' });
  const deal = (name: string, customer: string, rest: object) =>
    createOpportunity(world.as('wang'), { name, customer_id: customer, ...rest });
  await deal('华星产线改造', star.id, {
    amount: 600_000,
    stage: 'proposal',
    expected_close: '2026-11-28',
    product_id: cloud.id,
  });
  await deal('光电检测一期', light.id, { amount: 200_000, stage: 'prospecting' });
  await deal('光电检测二期', light.id, { amount: 350_000, stage: 'negotiation', expected_close: '2026-12-20' });
  await createOpportunity(li, { name: '南粤订货系统', customer_id: food.id, amount: 900_000, stage: 'proposal' });
  world.clock.set('2026-11-17T15:30:00+08:00');
  await fillYesterday(world, star.id, light.id);
  world.clock.set(now);
}

/** What was done and planned the day before, and the leads that came in. */
async function fillYesterday(world: CrmWorld, star: string, light: string): Promise<void> {
  await createActivity(world.as('wang'), {
    customer_id: star,
    kind: 'visit',
    status: 'done',
    subject: '上门看产线',
    content: '对方要两套方案',
  });
  await createActivity(world.as('wang'), {
    customer_id: star,
    kind: 'call',
    status: 'done',
    subject: '确认到访时间',
  });
  const planned = { kind: 'visit', status: 'planned', customer_id: star } as const;
  await createActivity(world.as('wang'), { ...planned, subject: '送方案', due_at: '2026-11-18T15:00:00+08:00' });
  await createActivity(world.as('wang'), {
    kind: 'call',
    status: 'planned',
    customer_id: light,
    subject: '问预算',
    due_at: '2026-11-16T09:00:00+08:00',
  });
  await createLead(world.as('wang'), {
    name: '张伟',
    company: '锡工模具',
    source: '展会',
    region: '华东',
    phone: '13900001111',
  });
  await createLead(world.as('wang'), { name: '张伟', company: '宏图印务', source: '官网' });
  await createLead(world.as('chen'), {
    name: '吕品',
    company: '江南包装',
    source: '展会',
    region: '华东',
    owner_id: null,
  });
  await createLead(world.as('li'), { name: '段飞', company: '岭南家具' });
}
