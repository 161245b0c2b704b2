import { Params, query, queryOne } from '../../../db/query.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type {
  SopInstanceList,
  SopInstanceStatus,
  SopInstanceView,
  SopTaskView,
} from '../../../kernel/contracts/sop-instances.ts';
import { visibleAccounts } from '../../messaging/accounts/account-view.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { Scope } from '../../scope.ts';
import { visibleRows } from '../../visible-rows.ts';
import { sopError } from '../errors.ts';

type ReadScope = Pick<Scope, 'em' | 'actor'>;

const COLUMNS = `i.id, i.template_id, t.name as template_name, s.number as template_version, i.instance_name,
  i.account_id as wechat_account_id, a.name as account_nickname, i.person_id as contact_id, coalesce(k.name, v.remark, p.name) as contact_name,
  coalesce(i.contact_id, p.contact_id) as crm_contact_id, i.conversation_id, i.status, i.step_id as current_step_id,
  i.step_index as current_step_index, s.content -> 'steps' -> i.step_index ->> 'name' as current_step_name, i.waits_for, i.pause_reason,
  i.progress, i.trigger_type, i.variables, i.context_data, i.result, i.error,
  iso(case when i.status = 'paused' then i.resume_at when i.status in ('pending', 'executing') then i.due_at end) as next_execution_at,
  iso(i.started_at) as started_at, iso(i.ended_at) as ended_at, iso(i.created_at) as created_at`;
const FILTER_JOINS = `join channel_account a on a.id = i.account_id join channel_person p on p.id = i.person_id
  join channel_conversation v on v.id = i.conversation_id left join contact k on k.id = coalesce(i.contact_id, p.contact_id)
  left join customer c on c.id = coalesce(k.customer_id, v.customer_id)`;
const JOINS = `join sop_templates t on t.id = i.template_id join sop_template_versions s on s.id = i.template_version_id ${FILTER_JOINS}`;

/**
 * An instance is seen by whoever sees its customer, or may use its account; `a` and `c` are these. An account without an owner
 * is everybody's, so there a customer somebody looks after is that person's matter.
 */
export function visibleInstances(actor: ReadScope['actor'], params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  const byAccount = `${visibleAccounts(actor, 'a', params)} and (a.owner_id is not null or c.owner_id is null)`;
  return `(${visibleRows(actor, 'c', params)} or (${byAccount}))`;
}

/** Further ways to look for instances, for whoever reads them in words. */
export interface InstanceChoice {
  readonly statuses?: readonly SopInstanceStatus[];
  readonly ids?: readonly string[];
  /** A sentence that holds the name of the contact, as the CRM, the account or the channel has it. */
  readonly named_in?: string;
}

/** Contacts on their way through sequences, the newest first. */
export async function listSopInstances(
  scope: ReadScope,
  input: SopInstanceList,
  choice: InstanceChoice = {},
): Promise<Page<SopInstanceView>> {
  const params = new Params();
  const where = [visibleInstances(scope.actor, params)];
  if (input.status) where.push(`i.status = ${params.add(input.status)}`);
  if (input.template_id) where.push(`i.template_id = ${params.add(input.template_id)}`);
  if (input.wechat_account_id) where.push(`i.account_id = ${params.add(input.wechat_account_id)}`);
  if (input.contact_id) where.push(`i.person_id = ${params.add(input.contact_id)}`);
  if (input.crm_contact_id) where.push(`coalesce(i.contact_id, p.contact_id) = ${params.add(input.crm_contact_id)}`);
  if (input.crm_customer_id) where.push(`c.id = ${params.add(input.crm_customer_id)}`);
  if (choice.statuses) where.push(`i.status = any(${params.add(choice.statuses)}::text[])`);
  if (choice.ids) where.push(`i.id = any(${params.add(choice.ids)}::uuid[])`);
  if (choice.named_in !== undefined) {
    const words = params.add(choice.named_in);
    where.push(
      `exists (select 1 from unnest(array[k.name, v.remark, p.name]) as n(name) where length(n.name) > 1 and position(n.name in ${words}) > 0)`,
    );
  }
  if (input.batch_id) where.push(`i.batch_id = ${params.add(input.batch_id)}`);
  if (input.q?.trim()) where.push(`i.instance_name ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<SopInstanceView>(
    scope,
    {
      from: 'sop_instances i',
      alias: 'i',
      filterJoins: FILTER_JOINS,
      where,
      orderBy: 'i.seq desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One instance.
 * @throws AppError `sop.instance_not_found`
 */
export async function readSopInstance(scope: ReadScope, id: string): Promise<SopInstanceView> {
  const params = new Params();
  const row = await queryOne<SopInstanceView>(
    scope.em,
    `select ${COLUMNS} from sop_instances i ${JOINS} where i.id = ${params.add(id)} and ${visibleInstances(scope.actor, params)}`,
    params.values,
  );
  if (!row) throw sopError('sop.instance_not_found');
  return row;
}

/**
 * What an instance did, step by step.
 * @throws AppError `sop.instance_not_found`
 */
export async function readSopTasks(scope: ReadScope, id: string): Promise<SopTaskView[]> {
  await readSopInstance(scope, id);
  return await query<SopTaskView>(
    scope.em,
    `select id::text as id, instance_id, seq, step_id, step_name, action_type, status, input_data, output_data, way, reason, command_id,
       retry_count, error, iso(started_at) as started_at, iso(ended_at) as ended_at
     from sop_tasks where instance_id = $1 order by seq`,
    [id],
  );
}
