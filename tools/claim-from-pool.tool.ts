import { z } from 'zod';
import { getCustomer } from '../domain/crm/customers/get-customer.ts';
import { getLead } from '../domain/crm/leads/get-lead.ts';
import { poolError } from '../domain/crm/pools/errors.ts';
import { pickFromPool } from '../domain/crm/pools/pick-from-pool.ts';
import { POOL_TABLES } from '../domain/crm/pools/pool-table.ts';
import type { PoolEntity } from '../kernel/contracts/pools.ts';
import { maybeCustomer, maybeLead } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { customerRef, leadRef } from './present/refs.ts';
import { resolvePoolEntry } from './resolve/pool-entry.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly entity: PoolEntity;
  readonly entity_id: string;
}

export const claimFromPool = writeTool({
  name: 'claim_from_pool',
  title: '从公海领取',
  description: '从公海把一条线索或一个客户领到自己名下。领取受每天数量、手上总数和冷却天数限制。',
  permission: 'crm.write',
  input: z.strictObject({ lead: maybeLead, customer: maybeCustomer }),
  phrases: [
    '从公海领取{lead}',
    '把公海里的{lead}领过来',
    '我要领{lead}这条线索',
    '认领线索{lead}',
    '公海的{lead}我来跟',
    '领取公海客户{customer}',
    '把公海的{customer}领到我名下',
    '认领客户{customer}',
    '捞一下公海里的{lead}',
    '公海里{customer}归我了',
    '抢{lead}',
    '领一下{lead}',
  ],
  propose: async (scope, said) => {
    const { entry, pool } = await resolvePoolEntry(scope, said);
    if (entry.blocked) throw poolError('crm.pool_pick_refused', { details: { reason: entry.blocked } });
    const { word } = POOL_TABLES[entry.entity];
    return {
      title: '从公海领取',
      summary: sentences(
        `从“${pool.name}”领取${word}“${entry.name}”${entry.company ? `（${entry.company}）` : ''}，归您负责。`,
        pool.recycle_days !== null && `${pool.recycle_days} 天没有跟进会自动退回公海。`,
      ),
      changes: [
        {
          entity: entry.entity,
          record_id: entry.entity_id,
          record_label: entry.name,
          field: '负责人',
          before: null,
          after: scope.actor.name,
        },
      ],
      fields: [],
      refs: [],
      snapshot: {},
      plan: { entity: entry.entity, entity_id: entry.entity_id } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    await pickFromPool(scope, plan);
    const id = { id: plan.entity_id };
    const view = plan.entity === 'lead' ? await getLead(scope, id) : await getCustomer(scope, id);
    const isLead = plan.entity === 'lead';
    return answer({
      text: sentences(
        `已领取${POOL_TABLES[plan.entity].word}“${view.name}”，现在由您负责。`,
        view.phone && `电话：${view.phone}。`,
      ),
      parts: [],
      records: ['company' in view ? leadRef(view) : customerRef(view)],
      suggestions: [
        isLead ? `提醒我明天上午10点联系线索${view.name}` : `明天上午10点提醒我回访${view.name}`,
        isLead ? `${view.name}这条线索打了多少分` : `介绍一下${view.name}`,
        '我今天还能领几条公海线索',
      ],
    });
  },
});
