import { query, queryOne } from '../../../db/query.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { SopEffect } from '../actions/step.ts';

type Notice = Pick<Extract<SopEffect, { kind: 'notify' }>, 'to' | 'message'>;

/** Reminds the colleague a step names that a person is needed. */
export async function notifyColleague(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { to, message }: Extract<SopEffect, { kind: 'notify' }>,
): Promise<Done> {
  const told = await remind(scope, carried, { to, message }, `${carried.row.id} ${seq}`);
  return { command_id: null, refused: null, output: { told, message } };
}

/** Tells a colleague that the sequence cannot go on by itself. */
export async function askColleague(scope: SopScope, carried: Carried, notice: Notice): Promise<void> {
  await remind(scope, carried, notice, `${carried.row.id} ${carried.row.steps}`);
}

/** Tells the owner that a sequence failed: of one step of a template once a day, however many contacts it fails for. */
export async function tellFailure(scope: SopScope, carried: Carried): Promise<void> {
  const { row } = carried;
  const step = carried.plan.steps.get(row.step_id ?? '')?.name ?? '';
  const message = `失败了，停在“${step}”：${row.error ?? ''}今天同一步的其他失败请看流程列表。`;
  const cause = `failed ${row.template_id} ${row.step_id ?? ''} ${localDay(scope.clock.now())}`;
  await remind(scope, carried, { to: 'owner', message }, cause);
}

/** @returns how many people were told */
async function remind(scope: SopScope, carried: Carried, { to, message }: Notice, cause: string): Promise<number> {
  const people = await peopleOf(scope, carried, to);
  const name = await contactName(scope, carried);
  return await addReminders(
    scope,
    people.map((userId) => ({
      userId,
      kind: 'sop',
      cause,
      title: `${carried.plan.templateName}（${name}）：${message}`,
      entity: 'sop_instance',
      entityId: carried.row.id,
    })),
  );
}

async function contactName(scope: Pick<SopScope, 'em'>, { row }: Carried): Promise<string> {
  const found = await queryOne<{ name: string }>(
    scope.em,
    `select coalesce(k.name, v.remark, p.name) as name from channel_person p join channel_conversation v on v.id = $2
     left join contact k on k.id = coalesce($3, p.contact_id) where p.id = $1`,
    [row.person_id, row.conversation_id, row.contact_id],
  );
  return found?.name ?? '';
}

/**
 * Who hears of it: a named colleague; the owner of the customer, else of the account, else whoever started the sequence; or the
 * manager of the owner's team. Where nobody is found, administrators hear of it, so that nobody waits for ever.
 */
async function peopleOf(scope: Pick<SopScope, 'em'>, carried: Carried, to: string): Promise<string[]> {
  if (to !== 'owner' && to !== 'manager') return [to];
  const owner = await ownerOf(scope, carried);
  const found = to === 'owner' ? owner : owner && (await managerOf(scope, owner));
  if (found) return [found];
  const rows = await query<{ id: string }>(
    scope.em,
    `select id from app_user where active and role = 'administrator' order by id`,
  );
  return rows.map(({ id }) => id);
}

/** Who looks after the contact; null: nobody. */
export async function ownerOf(scope: Pick<SopScope, 'em'>, { row }: Carried): Promise<string | null> {
  const found = await queryOne<{ id: string }>(
    scope.em,
    `select u.id from (
       select coalesce(c.owner_id, a.owner_id, $4::uuid) as id from channel_conversation v join channel_account a on a.id = $2
       left join channel_person p on p.id = $3 left join contact k on k.id = coalesce($5, p.contact_id)
       left join customer c on c.id = coalesce(k.customer_id, v.customer_id) where v.id = $1) o
     join app_user u on u.id = o.id and u.active`,
    [row.conversation_id, row.account_id, row.person_id, row.created_by_id, row.contact_id],
  );
  return found?.id ?? null;
}

async function managerOf(scope: Pick<SopScope, 'em'>, userId: string): Promise<string | null> {
  const found = await queryOne<{ id: string }>(
    scope.em,
    'select m.id from app_user u join team t on t.id = u.team_id join app_user m on m.id = t.manager_id and m.active where u.id = $1',
    [userId],
  );
  return found?.id ?? null;
}
