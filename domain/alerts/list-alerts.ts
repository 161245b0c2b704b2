import { Params, query, queryOne } from '../../db/query.ts';
import type { AlertDetail, AlertList, AlertStep, AlertView } from '../../kernel/contracts/alerts.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { visibleConversations } from '../messaging/conversations/conversation-view.ts';
import { pageOfRows } from '../page-of-rows.ts';
import type { Scope } from '../scope.ts';
import { alertError } from './errors.ts';

type ReadScope = Pick<Scope, 'em' | 'actor'>;

const COLUMNS = `a.id, a.cause, a.level, a.status, a.message, a.reason, a.conversation_id, coalesce(v.remark, v.name) as conversation_name,
  a.person_id, p.name as person_name, a.times, iso(a.opened_at) as opened_at, iso(a.last_seen_at) as last_seen_at,
  u.name as acknowledged_by, iso(a.settled_at) as settled_at, a.version`;
const JOINS = `join channel_conversation v on v.id = a.conversation_id left join channel_person p on p.id = a.person_id
  left join app_user u on u.id = a.acknowledged_by_id`;
/** By loudness, then by time; the other orders are by time only. */
const LOUDNESS = `array_position(array['info', 'warning', 'error', 'critical'], a.level)`;
const SORTS: Readonly<Record<string, string>> = {
  last_seen_at: 'a.last_seen_at, a.id',
  '-last_seen_at': 'a.last_seen_at desc, a.id desc',
  opened_at: 'a.opened_at, a.id',
  '-opened_at': 'a.opened_at desc, a.id desc',
  '-level': `${LOUDNESS} desc, a.last_seen_at desc, a.id desc`,
};

/** Alerts of the conversations one may see: the loudest first, unless told otherwise; an unknown order counts as that. */
export async function listAlerts(scope: ReadScope, input: AlertList): Promise<Page<AlertView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.unsettled === true) where.push(`a.status in ('open', 'acknowledged')`);
  if (input.unsettled === false) where.push(`a.status in ('resolved', 'cancelled')`);
  for (const field of ['status', 'level', 'cause', 'conversation_id', 'person_id'] as const)
    if (input[field]) where.push(`a.${field} = ${params.add(input[field])}`);
  if (input.from) where.push(`a.last_seen_at >= ${params.add(input.from)}`);
  if (input.to) where.push(`a.opened_at < ${params.add(input.to)}`);
  if (input.q?.trim())
    where.push(
      `(coalesce(v.remark, v.name) || ' ' || coalesce(p.name, '')) ilike '%' || ${params.add(input.q.trim())} || '%'`,
    );
  return await pageOfRows<AlertView>(
    scope,
    {
      from: 'alert a',
      alias: 'a',
      filterJoins:
        'join channel_conversation v on v.id = a.conversation_id left join channel_person p on p.id = a.person_id',
      where,
      orderBy: SORTS[input.sort ?? '-level'] ?? SORTS['-level']!,
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One alert with all that happened to it.
 * @throws AppError `alerts.not_found`
 */
export async function readAlert(scope: ReadScope, id: string): Promise<AlertDetail> {
  const params = new Params();
  const row = await queryOne<AlertView>(
    scope.em,
    `select ${COLUMNS} from alert a ${JOINS} where a.id = ${params.add(id)} and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!row) throw alertError('alerts.not_found', { details: { id } });
  const history = await query<AlertStep>(
    scope.em,
    `select iso(s.at) as at, s.event, s.level, s.reason, u.name as by, s.message_id
     from alert_step s left join app_user u on u.id = s.by_id where s.alert_id = $1 order by s.id`,
    [id],
  );
  return { ...row, history };
}
