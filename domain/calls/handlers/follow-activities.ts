import { queryOne } from '../../../db/query.ts';
import { createActivity } from '../../crm/activities/create-activity.ts';
import type { CallScope } from '../calls-scope.ts';
import { NEXT_STEP_WORDS } from '../next-steps.ts';
import { INTEREST_WORDS } from '../words.ts';
import type { FinalRecord } from './final-record.ts';
import type { FollowDraft } from './judge-record.ts';

interface Parents {
  readonly lead_id: string | null;
  readonly contact_id: string | null;
  /** Who follows up: the lead's or customer's owner while active, else whoever owns the task. */
  readonly owner_id: string | null;
}

/**
 * Puts a call and what is planned after it on the customer's timeline. A number nobody knows has no timeline; a call that was
 * not made is none.
 */
export async function addFollowActivities(
  scope: CallScope,
  record: FinalRecord,
  draft: FollowDraft,
): Promise<{ readonly done: string | null; readonly next: string | null }> {
  const parents = await parentsOf(scope, record);
  if (!parents || record.withheld_reason || record.call_status === 'cancelled') return { done: null, next: null };
  const { lead_id, contact_id } = parents;
  const owner = parents.owner_id ? { owner_id: parents.owner_id } : {};
  const about = { kind: 'call' as const, lead_id, contact_id, ...owner };
  const quoted = draft.evidence ? `\n原话：“${draft.evidence}”` : '';
  const done = await createActivity(scope, {
    ...about,
    status: 'done',
    subject: `外呼“${record.task_name}”：${draft.basis === 'analysis' ? INTEREST_WORDS[draft.interest] : '系统记录'}`,
    content: `${draft.remark}${quoted}`,
    occurred_at: new Date(record.called_at ?? record.final_at ?? scope.clock.now()).toISOString(),
    external_id: `call:${record.id}`,
  });
  return { done: done.id, next: await addNext(scope, record, draft, about) };
}

/** The planned follow-up of a draft, for its owner. */
export async function addNext(
  scope: CallScope,
  record: FinalRecord,
  draft: FollowDraft,
  about: {
    readonly kind: 'call';
    readonly lead_id: string | null;
    readonly contact_id: string | null;
    readonly owner_id?: string;
  },
): Promise<string | null> {
  if (!draft.next_at) return null;
  // A time that is past already would be overdue from its first moment; the CRM takes any.
  const words = draft.interest === 'interested' ? '有意向，请尽快联系' : NEXT_STEP_WORDS[draft.next_step].zh;
  const next = await createActivity(scope, {
    ...about,
    status: 'planned',
    subject: `外呼后跟进：${words}`,
    content: draft.remark,
    due_at: draft.next_at.toISOString(),
    external_id: `call-next:${record.id}`,
  });
  return next.id;
}

/** Lead and contact that are still there, and who owns them. */
export async function parentsOf(scope: CallScope, record: FinalRecord): Promise<Parents | null> {
  const row = await queryOne<Parents>(
    scope.em,
    `select l.id as lead_id, k.id as contact_id,
       (select u.id from app_user u where u.active
          and u.id = case when l.id is not null then l.owner_id when k.id is not null then c.owner_id else $3::uuid end) as owner_id
     from (select 1) one left join lead l on l.id = $1 left join contact k on k.id = $2 left join customer c on c.id = k.customer_id`,
    [record.leads_id, record.contact_id, record.task_owner],
  );
  return row && (row.lead_id || row.contact_id) ? row : null;
}
