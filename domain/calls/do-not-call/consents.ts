import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { ConsentView, NoteConsent } from '../../../kernel/contracts/do-not-call.ts';
import { newId } from '../../../kernel/ids.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { parsePhones } from '../../../kernel/phone-number.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { numberOf } from './number-of.ts';

/** Puts on record that the people of a list agreed to be called; in the caller's transaction. Numbers that are none are passed over. */
export async function noteConsents(
  scope: Pick<WriteScope, 'em' | 'clock' | 'actor'>,
  people: readonly { readonly phone: string }[],
  evidence: string,
): Promise<void> {
  const keys = people.flatMap(({ phone }) => parsePhones(phone).numbers.map(({ key }) => key));
  if (keys.length === 0) return;
  await query(
    scope.em,
    `insert into call_consent (id, phone_key, evidence, noted_by, since)
     select gen_random_uuid(), k, $2, $3, $4 from unnest($1::text[]) as k`,
    [[...new Set(keys)], evidence.slice(0, 300), scope.actor.userId, scope.clock.now()],
  );
}

/**
 * Puts a consent on record.
 * @throws AppError `access.not_permitted`, `calls.bad_phone`
 */
export async function noteConsent(outer: WriteScope, input: NoteConsent): Promise<ConsentView> {
  requirePermission(outer.actor, 'call.write');
  const number = numberOf(input.phone);
  return await inTransaction(outer, async (scope) => {
    const [id, now] = [newId(), scope.clock.now()];
    await query(
      scope.em,
      'insert into call_consent (id, phone_key, evidence, noted_by, since, until) values ($1, $2, $3, $4, $5, $6)',
      [id, number.key, input.evidence, scope.actor.userId, now, input.until],
    );
    const phone = maskPhone(number.text);
    appendAudit(scope, {
      action: 'call_consent.noted',
      entity: 'call_consent',
      entityId: id,
      after: { ...input, phone },
    });
    await scope.em.flush();
    return viewOf({ id, phone, evidence: input.evidence, since: now, until: input.until, withdrawn_at: null });
  });
}

/**
 * Somebody takes their consent back.
 * @throws AppError `access.not_permitted`, `calls.entry_not_found`
 */
export async function withdrawConsent(outer: WriteScope, id: string): Promise<ConsentView> {
  requirePermission(outer.actor, 'call.write');
  return await inTransaction(outer, async (scope) => {
    const [row] = await query<Raw & { phone_key: string }>(
      scope.em,
      `update call_consent set withdrawn_at = coalesce(withdrawn_at, $2) where id = $1
       returning id, phone_key, evidence, iso(since) as since, iso(until) as until, iso(withdrawn_at) as withdrawn_at`,
      [id, scope.clock.now()],
    );
    if (!row) throw callsError('calls.entry_not_found', { details: { id } });
    appendAudit(scope, { action: 'call_consent.withdrawn', entity: 'call_consent', entityId: id });
    await scope.em.flush();
    const { phone_key, ...view } = row;
    return viewOf({ ...view, phone: maskPhone(phone_key) });
  });
}

interface Raw {
  readonly id: string;
  readonly phone: string;
  readonly evidence: string;
  readonly since: Date | string;
  readonly until: string | null;
  readonly withdrawn_at: string | null;
}

function viewOf(raw: Raw): ConsentView {
  const utc = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString());
  return { ...raw, since: utc(raw.since)!, until: utc(raw.until), withdrawn_at: utc(raw.withdrawn_at) };
}
