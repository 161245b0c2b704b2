import { Params, query } from '../../../db/query.ts';
import type { AccountView } from '../../../kernel/contracts/messaging.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import { visibleRows } from '../../visible-rows.ts';
import { messagingError } from '../errors.ts';
import type { WriteScope } from '../messaging-scope.ts';

type ViewScope = Pick<WriteScope, 'em' | 'actor' | 'clock'>;
type Row = Omit<AccountView, 'external_id_masked'> & { readonly external_id: string };

/** The accounts the reader may use: an account without an owner is everybody's. */
export function visibleAccounts(actor: ViewScope['actor'], alias: string, params: Params): string {
  if (actor.dataScope === 'all') return 'true';
  const seen = visibleRows(actor, 'owned', params);
  return `(${alias}.owner_id is null or exists (
    select 1 from (select u.id as owner_id, u.team_id from app_user u where u.id = ${alias}.owner_id) owned where ${seen}))`;
}

/** All accounts one may use, by name. */
export async function listAccounts(scope: ViewScope): Promise<AccountView[]> {
  return await readAccounts(scope);
}

/**
 * One account.
 * @throws AppError `messaging.account_not_found`
 */
export async function readAccount(scope: ViewScope, id: string): Promise<AccountView> {
  const [view] = await readAccounts(scope, id);
  if (!view) throw messagingError('messaging.account_not_found', { details: { id } });
  return view;
}

async function readAccounts(scope: ViewScope, id?: string): Promise<AccountView[]> {
  const params = new Params();
  const today = params.add(dayToInstant(localDay(scope.clock.now())));
  const where = [visibleAccounts(scope.actor, 'a', params), ...(id ? [`a.id = ${params.add(id)}`] : [])];
  const rows = await query<Row>(
    scope.em,
    `select a.id, a.channel, a.name, a.external_id, a.sealed_secret is not null as has_secret, a.device, a.owner_id, u.name as owner_name, a.state, iso(a.state_at) as state_at,
       a.state_cause, iso(a.paused_at) as paused_at, a.pause_reason, iso(a.rest_until) as rest_until, a.commands_per_day, a.pause_ms,
       (select count(*)::int from robot_command_queue c where c.account_id = a.id and c.sent_from >= ${today}
          and c.status in ('sending', 'accepted', 'timeout', 'completed')) as sent_today,
       (select count(*)::int from robot_command_queue c where c.account_id = a.id and c.status = 'waiting') as waiting, a.version
     from channel_account a left join app_user u on u.id = a.owner_id where ${where.join(' and ')} order by a.name, a.id`,
    params.values,
  );
  return rows.map(({ external_id, ...view }) => ({ ...view, external_id_masked: maskId(external_id) }));
}

/** The first and last two characters stay. */
function maskId(id: string): string {
  return id.length <= 6 ? '****' : `${id.slice(0, 2)}****${id.slice(-2)}`;
}
