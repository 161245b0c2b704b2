import { Absence } from '../../../db/entities/crm/absence.entity.ts';
import { Params, query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AbsenceView, CreateAbsence } from '../../../kernel/contracts/assignment.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { pageOfRows, type PageRequest } from '../page-of-rows.ts';
import { recordChange } from '../record-change.ts';
import { assignmentError } from './errors.ts';

const COLUMNS = `a.id, a.user_id, u.name as user_name, iso(a.starts_at) as starts_at, iso(a.ends_at) as ends_at, a.reason`;

/** Absences that are not over, the nearest first: everybody's for who may assign, else one's own. */
export async function listAbsences(
  scope: ReadScope & Pick<WriteScope, 'clock'>,
  request: PageRequest,
): Promise<Page<AbsenceView>> {
  const params = new Params();
  const where = [`a.ends_at > ${params.add(scope.clock.now())}`];
  if (!scope.actor.permissions.has('crm.assign')) where.push(`a.user_id = ${params.add(scope.actor.userId)}`);
  const plan = { from: 'absence a', alias: 'a', where, orderBy: 'a.starts_at, a.id', columns: COLUMNS, params };
  return await pageOfRows<AbsenceView>(scope, { ...plan, joins: 'join app_user u on u.id = a.user_id' }, request);
}

/**
 * Notes that somebody is away; no rule gives them leads meanwhile.
 * @throws AppError `access.not_permitted`, `crm.owner_not_found`, `crm.absence_ends_before_it_starts`
 */
export async function addAbsence(outer: WriteScope, input: CreateAbsence): Promise<AbsenceView> {
  const userId = input.user_id ?? outer.actor.userId;
  if (userId !== outer.actor.userId) requirePermission(outer.actor, 'crm.assign');
  const [startsAt, endsAt] = [new Date(input.starts_at), new Date(input.ends_at)];
  if (endsAt <= startsAt) throw assignmentError('crm.absence_ends_before_it_starts');
  return await inTransaction(outer, async (scope) => {
    const known = await query(scope.em, 'select 1 from app_user where id = $1 and active', [userId]);
    if (known.length === 0) throw crmError('crm.owner_not_found', { details: { id: userId } });
    const id = newId();
    scope.em.create(Absence, {
      id,
      user: userId,
      startsAt,
      endsAt,
      reason: input.reason,
      createdAt: scope.clock.now(),
    });
    const after = { user_id: userId, starts_at: startsAt, ends_at: endsAt };
    recordChange(scope, { entity: 'absence', id, change: 'created', after });
    await scope.em.flush();
    return (await readAbsence(scope, id))!;
  });
}

/**
 * Takes an absence back.
 * @throws AppError `crm.absence_not_found`, also for somebody else's without `crm.assign`
 */
export async function removeAbsence(outer: WriteScope, input: { readonly id: string }): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const row = await scope.em.findOne(Absence, { id: input.id });
    const mayRemove = row && (row.user === scope.actor.userId || scope.actor.permissions.has('crm.assign'));
    if (!mayRemove) throw assignmentError('crm.absence_not_found');
    const before = { user_id: row.user, starts_at: row.startsAt, ends_at: row.endsAt };
    scope.em.remove(row);
    recordChange(scope, { entity: 'absence', id: row.id, change: 'deleted', before });
    await scope.em.flush();
  });
}

async function readAbsence(scope: ReadScope, id: string): Promise<AbsenceView | undefined> {
  const text = `select ${COLUMNS} from absence a join app_user u on u.id = a.user_id where a.id = $1`;
  return (await query<AbsenceView>(scope.em, text, [id]))[0];
}
