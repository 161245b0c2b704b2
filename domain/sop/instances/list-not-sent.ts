import { Params } from '../../../db/query.ts';
import type { PolicyNote } from '../../../kernel/contracts/messaging.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { SopNotSentList, SopNotSentView } from '../../../kernel/contracts/sop-instances.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { Scope } from '../../scope.ts';
import { whyNot } from '../running/read-around.ts';
import { visibleInstances } from './instance-view.ts';

type Row = Omit<SopNotSentView, 'why'> & {
  readonly task_reason: string;
  readonly command_status: string | null;
  readonly notes: readonly PolicyNote[] | null;
  readonly reason: string | null;
  readonly vendor_words: string | null;
  readonly needs_person: boolean | null;
};

const FILTER_JOINS = `join sop_instances i on i.id = k0.instance_id join channel_account a on a.id = i.account_id
  join channel_person p on p.id = i.person_id join channel_conversation v on v.id = i.conversation_id
  left join contact k on k.id = coalesce(i.contact_id, p.contact_id) left join customer c on c.id = coalesce(k.customer_id, v.customer_id)
  left join robot_command_queue q on q.id = k0.command_id`;

/** Messages of sequences that did not reach a contact, or not yet, each with the rule or the vendor's word that kept it; the newest first. */
export async function listNotSent(
  scope: Pick<Scope, 'em' | 'actor'>,
  input: SopNotSentList,
): Promise<Page<SopNotSentView>> {
  const params = new Params();
  const where = [
    visibleInstances(scope.actor, params),
    `k0.action_type in ('send_message', 'send_image', 'send_file', 'post_moments')`,
    `(k0.status = 'failed' or k0.status = 'executing' and q.status not in ('completed', 'accepted', 'sending'))`,
  ];
  if (input.contact_id) where.push(`i.person_id = ${params.add(input.contact_id)}`);
  if (input.instance_id) where.push(`i.id = ${params.add(input.instance_id)}`);
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'sop_tasks k0',
      alias: 'k0',
      filterJoins: FILTER_JOINS,
      where,
      orderBy: 'k0.id desc',
      columns: `k0.instance_id, t.name as template_name, k0.step_id, k0.step_name, k0.status, k0.reason as task_reason, q.status as command_status,
        q.notes, q.reason, q.vendor_words, q.needs_person_at is not null as needs_person, k0.command_id, iso(k0.started_at) as at,
        iso(case when q.status = 'waiting' and q.run_at > k0.started_at then q.run_at end) as until`,
      joins: `join sop_instances i on i.id = k0.instance_id join sop_templates t on t.id = i.template_id
        left join robot_command_queue q on q.id = k0.command_id`,
      params,
    },
    input,
  );
  return { ...page, items: page.items.map(viewOf) };
}

function viewOf({
  task_reason,
  command_status,
  notes,
  reason,
  vendor_words,
  needs_person,
  ...row
}: Row): SopNotSentView {
  const said =
    command_status === null
      ? ''
      : whyNot({ notes: notes ?? [], reason, vendor_words, needs_person: needs_person ?? false });
  return { ...row, why: row.status === 'failed' ? task_reason : said || '排队等待发送' };
}
