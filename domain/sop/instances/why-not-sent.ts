import { query } from '../../../db/query.ts';
import type { SopInstanceView, SopNotSentView } from '../../../kernel/contracts/sop-instances.ts';
import type { Scope } from '../../scope.ts';
import { explainInstance } from './explain-instance.ts';
import { listNotSent } from './list-not-sent.ts';

/** Why a contact heard nothing, of one instance. */
export interface NotSentReason {
  readonly instance: SopInstanceView;
  /** Messages that were kept, each with the rule or the vendor's word. */
  readonly kept: readonly SopNotSentView[];
  /** Where no message was kept: where the instance stands. */
  readonly stands: string;
  readonly next: string;
}

const MOST = 20;

/**
 * Why these instances sent nothing, or what keeps them: the message that was stopped with its reason, else where they stand.
 * @throws AppError `sop.instance_not_found`
 */
export async function whyNotSent(
  scope: Pick<Scope, 'em' | 'actor' | 'clock'>,
  ids: readonly string[],
): Promise<NotSentReason[]> {
  const found: NotSentReason[] = [];
  for (const id of ids) {
    const { items: kept } = await listNotSent(scope, { instance_id: id, page: 1, page_size: MOST });
    const { instance, stands, next } = await explainInstance(scope, id);
    found.push({ instance, kept, stands, next });
  }
  return found;
}

/** Why contacts were not let into a sequence at all, by batches the actor made; the newest first. */
export async function refusedStarts(
  scope: Pick<Scope, 'em' | 'actor'>,
  contact: { readonly customer_id?: string; readonly crm_contact_id?: string },
): Promise<{ name: string; template_name: string; reason: string }[]> {
  return await query(
    scope.em,
    `select distinct on (b.template_id, p.id) p.name, t.name as template_name, r.reason
     from sop_batch_rows r join sop_batches b on b.id = r.batch_id join sop_templates t on t.id = b.template_id
       join channel_person p on p.id = (r.target ->> 'contact_id')::uuid left join contact k on k.id = p.contact_id
     where r.reason is not null and (b.created_by_id = $1 or $2) and (k.customer_id = $3::uuid or k.id = $4::uuid)
     order by b.template_id, p.id, b.created_at desc limit 10`,
    [scope.actor.userId, scope.actor.dataScope === 'all', contact.customer_id ?? null, contact.crm_contact_id ?? null],
  );
}
