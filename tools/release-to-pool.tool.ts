import { z } from 'zod';
import { inTransaction } from '../domain/in-transaction.ts';
import { getCustomer } from '../domain/crm/customers/get-customer.ts';
import { getLead } from '../domain/crm/leads/get-lead.ts';
import { lockOwned, poolForRelease, releaseToPool } from '../domain/crm/pools/release-to-pool.ts';
import { POOL_TABLES } from '../domain/crm/pools/pool-table.ts';
import { requirePermission } from '../kernel/actor.ts';
import type { PoolEntity } from '../kernel/contracts/pools.ts';
import { given, maybeCustomer, maybeLead, maybeWords } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { resolveSubject } from './resolve/subject.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly entity: PoolEntity;
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly name: string;
}

/** What is kept when no reason was given. */
const NO_REASON = '负责人主动放回';

export const releaseToPoolTool = writeTool({
  name: 'release_to_pool',
  title: '放回公海',
  description: '把自己（或本团队）的一条线索或一个客户放回公海，让别的同事领取；最好写明原因。',
  permission: 'crm.write',
  input: z.strictObject({
    lead: maybeLead,
    customer: maybeCustomer,
    reason: maybeWords('free_text', '原因', 200, ['因为', '原因是', '原因', '由于', '理由是', '理由']),
  }),
  phrases: [
    '把{lead}放回公海',
    '{lead}这条线索退回公海',
    '{customer}退回公海',
    '把{customer}放回公海，原因是{reason}',
    '{lead}扔回公海，因为{reason}',
    '释放客户{customer}',
    '{lead}我不跟了，放公海',
    '{customer}丢回公海吧',
    '线索{lead}还回公海',
    '{customer}不跟了，退公海',
    '释放线索{lead}',
  ],
  propose: async (scope, said) => {
    const { ref, name } = await resolveSubject(scope, said);
    const entity: PoolEntity = ref.entity === 'lead' ? 'lead' : 'customer';
    const view = entity === 'lead' ? await getLead(scope, ref) : await getCustomer(scope, ref);
    const { word } = POOL_TABLES[entity];
    if (view.owner_id === null)
      throw toolError('tools.nothing_to_change', { details: { reason: `${word}“${name}”本来就没有负责人` } });
    if (view.owner_id !== scope.actor.userId) requirePermission(scope.actor, 'crm.assign');
    const pool = await inTransaction(scope, async (tx) => {
      const record = await lockOwned(tx, entity, view.id);
      return record && (await poolForRelease(tx, entity, record));
    });
    if (!pool) throw toolError('tools.not_found', { details: { label: word, name, near: '' } });
    const reason = given(said.reason) ?? NO_REASON;
    const own = view.owner_id === scope.actor.userId;
    return {
      title: '放回公海',
      summary: `把${own ? '您' : (view.owner_name ?? '同事')}负责的${word}“${name}”放回“${pool.name}”，原因：${reason}。${own ? `${pool.repick_days} 天内您不能再领回来。` : ''}`,
      changes: [changeOf(ref, '负责人', view.owner_name, null)],
      fields: [{ name: 'reason', label: '原因', kind: 'text', value: reason }],
      refs: [ref],
      snapshot: versionOf(entity, view),
      plan: { entity, id: view.id, version: view.version, reason, name } satisfies Plan,
    };
  },
  carryOut: async (scope, { name, ...plan }: Plan) => {
    const pool = await releaseToPool(scope, plan);
    return answer({
      text: `已把${POOL_TABLES[plan.entity].word}“${name}”放回“${pool.name}”。`,
      parts: [],
      suggestions: ['公海里有什么', plan.entity === 'lead' ? '我的线索' : '我负责的客户列表'],
    });
  },
});
