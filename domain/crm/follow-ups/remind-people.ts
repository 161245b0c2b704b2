import { query } from '../../../db/query.ts';
import { isWorkday } from '../../../kernel/time-phrases/workdays.ts';
import { localMinute } from '../../../kernel/time-phrases/local-day.ts';
import type { DealSettingsView } from '../../../kernel/contracts/deal-settings.ts';
import type { FollowUpSummary } from '../../../kernel/contracts/reminders.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { readDealSettings } from '../deal-settings/read-deal-settings.ts';
import { addReminders } from './add-reminders.ts';
import { REMINDER_SOURCES, type ReminderRow } from './reminder-sources.ts';
import { summariseFollowUps } from './summarise-follow-ups.ts';

type ReminderFigures = DealSettingsView['reminders'];

/** How many reminders one transaction writes. */
const AT_ONCE = 500;

/**
 * At the hours the organisation chose (and on working days only, where it said so), tells everybody what waits for them: one
 * summary of the follow-ups for each hour, and each late or coming thing of the delivery side once. Asked again within the
 * hour, or after a crash half-way, it tells what it has not told yet.
 *
 * @returns how many reminders were new
 */
export async function remindPeople(scope: WriteScope): Promise<number> {
  const { reminders } = await readDealSettings(scope);
  const minute = localMinute(scope.clock.now());
  const today = minute.slice(0, 10);
  if (!reminders.hours.includes(Number(minute.slice(11, 13)))) return 0;
  if (reminders.workdays_only && !isWorkday(today)) return 0;
  const summaries = await tellFollowUps(scope, reminders, minute.slice(0, 13).replace('T', ' '));
  const rest = await tellDelivery(scope, reminders, today);
  return summaries + rest;
}

async function tellFollowUps(outer: WriteScope, settings: ReminderFigures, hour: string): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    const { items } = await summariseFollowUps(scope);
    return await addReminders(
      scope,
      items.flatMap((item) => {
        const title = summaryWords(item, settings.unplanned);
        const { owner_id, owner_name: _name, ...counts } = item;
        return title ? [{ userId: owner_id, kind: 'follow_ups' as const, cause: hour, title, counts }] : [];
      }),
    );
  });
}

/** «有 2 个跟进已逾期，今天还有 5 个跟进，3 个商机没有跟进计划»; nothing when nothing waits. */
function summaryWords(item: FollowUpSummary, unplanned: boolean): string | undefined {
  const parts = [
    item.overdue > 0 && `有 ${item.overdue} 个跟进已逾期`,
    item.due > 0 && `今天还有 ${item.due} 个跟进要做`,
    unplanned && item.opportunities_unplanned > 0 && `${item.opportunities_unplanned} 个商机没有跟进计划`,
  ].filter((part) => part !== false);
  return parts.length > 0 ? parts.join('，') : undefined;
}

async function tellDelivery(outer: WriteScope, settings: ReminderFigures, today: string): Promise<number> {
  let told = 0;
  for (const source of REMINDER_SOURCES) {
    for (let more = true; more;) {
      more = await inTransaction(outer, async (scope) => {
        const rows = await query<ReminderRow>(
          scope.em,
          `with p as (select $1::date as today, $2::int[] as renewal, $3::int as milestone), s as (${source.from})
           select s.* from s cross join p join app_user u on u.id = s.user_id and u.active
           where not exists (select from reminder r where r.user_id = s.user_id and r.kind = '${source.kind}' and r.cause = s.cause)
           order by s.cause limit ${AT_ONCE}`,
          [today, settings.renewal_days, settings.milestone_days],
        );
        told += await addReminders(
          scope,
          rows.map((row) => ({
            userId: row.user_id,
            kind: source.kind,
            cause: row.cause,
            title: source.sentence(row),
            entity: source.entity,
            entityId: row.entity_id,
          })),
        );
        return rows.length === AT_ONCE;
      });
    }
  }
  return told;
}
