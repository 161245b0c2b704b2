import { Params, query, queryOne } from '../../../db/query.ts';
import {
  COMMAND_LANES,
  LANE_NAMES,
  type CommandDetail,
  type CommandLane,
  type CommandList,
  type CommandView,
  type TrackingView,
} from '../../../kernel/contracts/messaging.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleAccounts } from '../accounts/account-view.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope } from '../messaging-scope.ts';
import { textOf, type Outbound } from '../outbound.ts';
import { reasonWords } from '../words.ts';

type Row = Omit<CommandView, 'text' | 'lane' | 'reason_words'> & { readonly command: Outbound; readonly lane: number };

const COLUMNS = `c.id, c.account_id, a.name as account_name, c.conversation_id, coalesce(v.remark, v.name) as conversation_name, c.kind,
  c.command, c.lane, c.source, c.source_ref, c.status, iso(c.run_at) as run_at, c.attempts, c.notes, c.reason,
  c.needs_person_at is not null as needs_person, iso(c.created_at) as created_at, iso(c.settled_at) as settled_at`;
const JOINS =
  'join channel_account a on a.id = c.account_id left join channel_conversation v on v.id = c.conversation_id';

/** Not at its end, or at one that a person has to look at. */
const OPEN = `(c.status in ('waiting', 'held', 'sending', 'accepted', 'timeout') or c.needs_person_at is not null)`;

/** What is queued, under way and done at the accounts one may use; the newest first. */
export async function listCommands(scope: ReadScope, input: CommandList): Promise<Page<CommandView>> {
  const params = new Params();
  const where = [visibleAccounts(scope.actor, 'a', params)];
  if (input.status) where.push(`c.status = ${params.add(input.status)}`);
  if (input.account_id) where.push(`c.account_id = ${params.add(input.account_id)}`);
  if (input.conversation_id) where.push(`c.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.needs_person !== undefined) where.push(`c.needs_person_at is ${input.needs_person ? 'not null' : 'null'}`);
  if (input.open !== undefined) where.push(input.open ? OPEN : `not ${OPEN}`);
  if (input.q?.trim()) where.push(`coalesce(v.remark, v.name) ilike '%' || ${params.add(input.q.trim())} || '%'`);
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'robot_command_queue c',
      alias: 'c',
      filterJoins: JOINS,
      where,
      orderBy: 'c.seq desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
  return { ...page, items: page.items.map(viewOf) };
}

/**
 * One command with its whole history: why it waits, was held, what the vendor said.
 * @throws AppError `messaging.command_not_found`
 */
export async function readCommand(scope: ReadScope, id: string): Promise<CommandDetail> {
  const params = new Params();
  const row = await queryOne<Row>(
    scope.em,
    `select ${COLUMNS} from robot_command_queue c ${JOINS}
     where c.id = ${params.add(id)} and ${visibleAccounts(scope.actor, 'a', params)}`,
    params.values,
  );
  if (!row) throw messagingError('messaging.command_not_found', { details: { id } });
  const tracking = await query<TrackingView>(
    scope.em,
    'select event, attempt, details, iso(at) as at from execution_tracking t where t.command_id = $1 order by t.id',
    [id],
  );
  return { ...viewOf(row), tracking };
}

function viewOf({ command, lane, ...row }: Row): CommandView {
  return { ...row, text: textOf(command), lane: laneName(lane), reason_words: reasonWords(row.reason) };
}

function laneName(lane: number): CommandLane {
  return LANE_NAMES.find((name) => COMMAND_LANES[name] === lane)!;
}
