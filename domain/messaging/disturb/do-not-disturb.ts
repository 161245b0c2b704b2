import { Params, query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { DisturbView, NoteDisturb } from '../../../kernel/contracts/messaging.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope, WriteScope } from '../messaging-scope.ts';

const COLUMNS = `d.id, d.person_id, p.name as person_name, d.source, d.reason, iso(d.since) as since, iso(d.until) as until,
  iso(d.lifted_at) as lifted_at`;
const JOINS = 'join channel_person p on p.id = d.person_id';

/** Who does not want to be written to, the newest first; lifted entries come too, as history. */
export async function listDisturb(
  scope: ReadScope,
  input: PageRequest & { readonly q?: string | undefined },
): Promise<Page<DisturbView>> {
  const params = new Params();
  const where = input.q?.trim() ? [`p.name ilike '%' || ${params.add(input.q.trim())} || '%'`] : [];
  return await pageOfRows<DisturbView>(
    scope,
    {
      from: 'do_not_disturb d',
      alias: 'd',
      filterJoins: JOINS,
      where,
      orderBy: 'd.since desc, d.id desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * Notes that somebody is to be left alone: from now on only a colleague may write, by hand.
 * @throws AppError `access.not_permitted`, `messaging.person_not_found`
 */
export async function noteDisturb(outer: WriteScope, input: NoteDisturb): Promise<DisturbView> {
  requirePermission(outer.actor, 'messaging.send');
  return await inTransaction(outer, async (scope) => {
    const person = await queryOne(scope.em, 'select id from channel_person where id = $1', [input.person_id]);
    if (!person) throw messagingError('messaging.person_not_found', { details: { id: input.person_id } });
    const id = newId();
    await query(
      scope.em,
      `insert into do_not_disturb (id, person_id, source, reason, noted_by, since, until) values ($1, $2, 'hand', $3, $4, $5, $6)`,
      [id, input.person_id, input.reason, scope.actor.userId, scope.clock.now(), input.until],
    );
    appendAudit(scope, {
      action: 'do_not_disturb.created',
      entity: 'channel_person',
      entityId: input.person_id,
      after: input,
    });
    await scope.em.flush();
    return await readDisturb(scope, id);
  });
}

/**
 * Lifts it; the entry stays as history.
 * @throws AppError `access.not_permitted`, `messaging.person_not_found`
 */
export async function liftDisturb(outer: WriteScope, id: string): Promise<DisturbView> {
  requirePermission(outer.actor, 'messaging.send');
  return await inTransaction(outer, async (scope) => {
    await query(
      scope.em,
      'update do_not_disturb set lifted_at = $2, lifted_by = $3 where id = $1 and lifted_at is null',
      [id, scope.clock.now(), scope.actor.userId],
    );
    const view = await readDisturb(scope, id);
    appendAudit(scope, { action: 'do_not_disturb.lifted', entity: 'channel_person', entityId: view.person_id });
    await scope.em.flush();
    return view;
  });
}

async function readDisturb(scope: Pick<ReadScope, 'em'>, id: string): Promise<DisturbView> {
  const view = await queryOne<DisturbView>(
    scope.em,
    `select ${COLUMNS} from do_not_disturb d ${JOINS} where d.id = $1`,
    [id],
  );
  if (!view) throw messagingError('messaging.person_not_found', { details: { id } });
  return view;
}
