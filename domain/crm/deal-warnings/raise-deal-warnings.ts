import { query } from '../../../db/query.ts';
import { WARNING_KINDS, type WarningKind } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { TellScope } from '../crm-scope.ts';
import { readDealSettings } from '../deal-settings/read-deal-settings.ts';
import { dealWarningRaised } from '../opportunities/signals.ts';
import { addReminders } from '../follow-ups/add-reminders.ts';
import { dueSql, WARNING_TABLE } from './warning-table.ts';

interface Raised {
  readonly id: string;
  readonly opportunity_id: string;
  readonly cause: string;
  readonly figure: number;
  readonly name: string;
  readonly customer_id: string | null;
  readonly owner_id: string | null;
}

/** How many signals one transaction tells, so that the first morning of a large store does not hold the database. */
const AT_ONCE = 500;

/**
 * Looks at every open deal by the table of warnings: a new cause raises a warning (told as a signal, an event and a reminder
 * to the owner), a cause that is gone resolves its warning. The same cause is told once. Set-based; a crash repeats nothing,
 * as a raised warning stands in the same transaction as what it tells.
 *
 * @returns how many were raised and resolved
 */
export async function raiseDealWarnings(scope: TellScope): Promise<{ raised: number; resolved: number }> {
  let raised = 0;
  let resolved = 0;
  for (const kind of WARNING_KINDS) {
    resolved += await resolveGone(scope, kind);
    for (let more = true; more;) {
      const count = await raiseSome(scope, kind);
      raised += count;
      more = count === AT_ONCE;
    }
  }
  return { raised, resolved };
}

async function parameters(scope: TellScope): Promise<[Date, number]> {
  const { warnings } = await readDealSettings(scope);
  return [scope.clock.now(), warnings.slip_times];
}

async function resolveGone(outer: TellScope, kind: WarningKind): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    const values = await parameters(scope);
    const gone = await query<{ id: string; opportunity_id: string }>(
      scope.em,
      `${dueSql(kind)}
       update deal_warning w set resolved_at = $1::timestamptz
       where w.kind = '${kind}' and w.resolved_at is null
         and not exists (select from due where due.id = w.opportunity_id and due.cause = w.cause)
       returning w.id, w.opportunity_id`,
      values,
    );
    await query(
      scope.em,
      `${dueSql(kind)}
       update deal_warning w set figure = due.figure from due
       where w.kind = '${kind}' and w.resolved_at is null and due.id = w.opportunity_id and w.figure <> due.figure`,
      values,
    );
    for (const { id, opportunity_id } of gone)
      scope.events.publish('crm.deal_warning', { id, opportunityId: opportunity_id, change: 'resolved' });
    return gone.length;
  });
}

async function raiseSome(outer: TellScope, kind: WarningKind): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    const rows = await query<Raised>(
      scope.em,
      `${dueSql(kind)}, fresh as (
         insert into deal_warning (id, opportunity_id, kind, cause, figure, raised_at)
         select gen_random_uuid(), due.id, '${kind}', due.cause, due.figure, $1::timestamptz from due
         where not exists (select from deal_warning w
           where w.opportunity_id = due.id and w.kind = '${kind}' and w.resolved_at is null)
         limit ${AT_ONCE} on conflict do nothing returning id, opportunity_id, cause, figure
       )
       select f.*, o.name, o.customer_id, o.owner_id from fresh f join opportunity o on o.id = f.opportunity_id`,
      await parameters(scope),
    );
    for (const row of rows) {
      scope.events.publish('crm.deal_warning', { id: row.id, opportunityId: row.opportunity_id, change: 'raised' });
      await scope.jobs.tell(scope.em, dealWarningRaised, {
        warning_id: row.id,
        opportunity_id: row.opportunity_id,
        customer_id: row.customer_id,
        owner_id: row.owner_id,
        kind,
      });
    }
    await addReminders(
      scope,
      rows.map((row) => ({
        userId: row.owner_id,
        kind: WARNING_TABLE[kind].reminder,
        cause: row.id,
        title: `商机“${row.name}”${WARNING_TABLE[kind].sentence(row.figure)}`,
        entity: 'opportunity',
        entityId: row.opportunity_id,
      })),
    );
    return rows.length;
  });
}
