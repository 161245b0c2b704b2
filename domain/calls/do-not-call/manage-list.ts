import { Params, query, queryOne } from '../../../db/query.ts';
import { requirePermission, type Actor } from '../../../kernel/actor.ts';
import type {
  DoNotCallList,
  DoNotCallView,
  LiftDoNotCall,
  NoteDoNotCall,
} from '../../../kernel/contracts/do-not-call.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { parsePhone } from '../../../kernel/phone-number.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import type { CallScope, ReadScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { numberOf } from './number-of.ts';
import { stopNumber } from './stop-number.ts';

const COLUMNS = `d.id, d.phone_key as phone, d.source, d.evidence, d.record_id, iso(d.since) as since, iso(d.lifted_at) as lifted_at,
  d.lift_reason`;

/** The do-not-call list, the newest first; lifted entries come too, as history. */
export async function listDoNotCall(scope: ReadScope, input: DoNotCallList): Promise<Page<DoNotCallView>> {
  const params = new Params();
  const where: string[] = [];
  if (input.phone) {
    const parsed = parsePhone(input.phone);
    where.push(`d.phone_key = ${params.add('number' in parsed ? parsed.number.key : input.phone)}`);
  }
  if (input.active !== undefined) where.push(input.active ? 'd.lifted_at is null' : 'd.lifted_at is not null');
  const page = await pageOfRows<DoNotCallView>(
    scope,
    {
      from: 'do_not_call d',
      alias: 'd',
      where,
      orderBy: 'd.since desc, d.id desc',
      columns: COLUMNS,
      joins: '',
      params,
    },
    input,
  );
  return { ...page, items: page.items.map((one) => shownTo(scope.actor, one)) };
}

/**
 * A colleague puts a number on the list: from now on nobody calls it, also in tasks that run.
 * @throws AppError `access.not_permitted`, `calls.bad_phone`
 */
export async function noteDoNotCall(outer: CallScope, input: NoteDoNotCall): Promise<DoNotCallView> {
  requirePermission(outer.actor, 'call.write');
  const { key } = numberOf(input.phone);
  return await inTransaction(outer, async (scope) => {
    await stopNumber(scope, { phone_key: key, source: 'hand', evidence: input.evidence });
    const view = await readEntry(scope, 'd.phone_key = $1 and d.lifted_at is null', key);
    appendAudit(scope, {
      action: 'do_not_call.noted',
      entity: 'do_not_call',
      entityId: view.id,
      after: { phone: maskPhone(key), evidence: input.evidence },
    });
    await scope.em.flush();
    return view;
  });
}

/**
 * Lifts an entry; it stays as history.
 * @throws AppError `access.not_permitted`, `calls.entry_not_found`
 */
export async function liftDoNotCall(
  outer: CallScope,
  input: LiftDoNotCall & { readonly id: string },
): Promise<DoNotCallView> {
  requirePermission(outer.actor, 'call.write');
  return await inTransaction(outer, async (scope) => {
    await query(
      scope.em,
      'update do_not_call set lifted_at = $2, lifted_by = $3, lift_reason = $4 where id = $1 and lifted_at is null',
      [input.id, scope.clock.now(), scope.actor.userId, input.reason],
    );
    const view = await readEntry(scope, 'd.id = $1', input.id);
    appendAudit(scope, {
      action: 'do_not_call.lifted',
      entity: 'do_not_call',
      entityId: input.id,
      after: { reason: input.reason },
    });
    await scope.em.flush();
    return view;
  });
}

async function readEntry(scope: ReadScope, where: string, value: string): Promise<DoNotCallView> {
  const row = await queryOne<DoNotCallView>(scope.em, `select ${COLUMNS} from do_not_call d where ${where}`, [value]);
  if (!row) throw callsError('calls.entry_not_found');
  return shownTo(scope.actor, row);
}

function shownTo(actor: Actor, row: DoNotCallView): DoNotCallView {
  return actor.permissions.has('pii.reveal') ? row : { ...row, phone: maskPhone(row.phone) };
}
