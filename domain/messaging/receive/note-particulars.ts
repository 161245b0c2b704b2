import { query } from '../../../db/query.ts';
import type { InboundParticulars } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';

/** Takes over a new name or remark of a person or group we know already; of others nothing is made. */
export async function noteParticulars(
  scope: Pick<WriteScope, 'em'>,
  accountId: string,
  told: InboundParticulars,
  at: Date,
): Promise<'taken' | 'nothing'> {
  const kind = told.kind === 'group_changed' ? 'group' : 'person';
  const known = await query(
    scope.em,
    `update channel_conversation v set name = $4, remark = $5, updated_at = $6 from channel_account a
     where a.id = $1 and v.channel = a.channel and v.kind = $2 and v.external_id = $3 and v.place in ('', a.id::text) returning v.id`,
    [accountId, kind, told.id, told.name.slice(0, 200), told.remark?.slice(0, 200) ?? null, at],
  );
  if (kind === 'person')
    await query(
      scope.em,
      `update channel_person p set name = $3, updated_at = $4 from channel_account a
       where a.id = $1 and p.channel = a.channel and p.place = '' and p.external_id = $2`,
      [accountId, told.id, told.name.slice(0, 200), at],
    );
  return known.length > 0 ? 'taken' : 'nothing';
}
