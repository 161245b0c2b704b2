import { Params, query } from '../../../db/query.ts';
import type { SopTarget } from '../../../kernel/contracts/sop-instances.ts';
import type { Scope } from '../../scope.ts';
import { visibleAccounts } from '../../messaging/accounts/account-view.ts';
import { visibleInstances } from './instance-view.ts';
import type { StartTarget } from './start-instances.ts';

/**
 * Whom targets mean, by accounts the actor may use: a contact of an account, or a contact of the CRM where an account reaches
 * them; the one that is online and spoke with them last goes first. Null where nobody is found, and where the contact is a
 * colleague's matter (`visibleInstances`).
 */
export async function resolveTargets(
  scope: Pick<Scope, 'em' | 'actor'>,
  targets: readonly SopTarget[],
): Promise<(StartTarget | null)[]> {
  const params = new Params();
  const given = params.add(
    JSON.stringify(
      targets.map((target, place) => ({
        place,
        account_id: target.wechat_account_id ?? null,
        person_id: 'contact_id' in target ? target.contact_id : null,
        contact_id: 'crm_contact_id' in target ? target.crm_contact_id : null,
      })),
    ),
  );
  const rows = await query<StartTarget & { readonly place: number }>(
    scope.em,
    `select t.place, x.* from jsonb_to_recordset(${given}::jsonb) as t(place int, account_id uuid, person_id uuid, contact_id uuid),
       lateral (
         select a.id as account_id, p.id as person_id, v.id as conversation_id, coalesce(t.contact_id, p.contact_id) as contact_id,
           coalesce(k.name, v.remark, p.name) as name
         from channel_person p join channel_conversation v on v.person_id = p.id and v.kind = 'person'
           join channel_account a on a.id = v.account_id left join contact k on k.id = coalesce(t.contact_id, p.contact_id)
           left join customer c on c.id = coalesce(k.customer_id, v.customer_id)
         where (p.id = t.person_id or p.contact_id = t.contact_id) and (t.account_id is null or a.id = t.account_id)
           and ${visibleAccounts(scope.actor, 'a', params)} and ${visibleInstances(scope.actor, params)}
         order by (a.state = 'online') desc, v.last_message_at desc nulls last, v.id limit 1) x`,
    params.values,
  );
  const found = new Map(rows.map(({ place, ...target }) => [place, target]));
  return targets.map((_target, place) => found.get(place) ?? null);
}
