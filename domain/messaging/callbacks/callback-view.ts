import { Params, queryOne } from '../../../db/query.ts';
import type {
  CallbackDetail,
  CallbackList,
  CallbackOutcome,
  CallbackView,
} from '../../../kernel/contracts/messaging.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { maskText } from '../../../kernel/mask.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { visibleAccounts } from '../accounts/account-view.ts';
import { messagingError } from '../errors.ts';
import type { ReadScope } from '../messaging-scope.ts';

/** How a callback stands, as people say it. */
export const CALLBACK_WORDS: Readonly<Record<CallbackOutcome, string>> = {
  kept: '已收下，还没读',
  taken: '已处理',
  repeated: '重复的，已忽略',
  nothing: '与业务无关',
  unreadable: '读不懂',
  failed: '处理失败',
};

type Row = Omit<CallbackView, 'outcome_words'>;

const COLUMNS = `c.id, c.account_id, a.name as account_name, a.channel, c.purpose, c.content_type, octet_length(c.body)::int as size,
  c.outcome, c.note, c.attempts::int as attempts, iso(c.received_at) as received_at, iso(c.read_at) as read_at, iso(c.try_at) as try_at`;
const JOINS = 'join channel_account a on a.id = c.account_id';
/** Bytes of a body that are shown. */
const SHOWN = 4000;

/** The callbacks of the accounts one may use, the newest first; without a wish those that are unread, failed or unreadable. */
export async function listCallbacks(scope: ReadScope, input: CallbackList): Promise<Page<CallbackView>> {
  const params = new Params();
  const where = [visibleAccounts(scope.actor, 'a', params)];
  if (input.account_id) where.push(`c.account_id = ${params.add(input.account_id)}`);
  where.push(
    input.outcome
      ? `c.outcome = ${params.add(input.outcome)}`
      : `(c.outcome = 'kept' or c.outcome in ('failed', 'unreadable'))`,
  );
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'inbound_callback c',
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
 * One callback with the beginning of what came.
 * @throws AppError `messaging.callback_not_found`
 */
export async function readCallback(scope: ReadScope, id: string): Promise<CallbackDetail> {
  const params = new Params();
  const row = await queryOne<Row & { begins: Buffer }>(
    scope.em,
    `select ${COLUMNS}, substring(c.body for ${SHOWN}) as begins from inbound_callback c ${JOINS}
     where c.id = ${params.add(id)} and ${visibleAccounts(scope.actor, 'a', params)}`,
    params.values,
  );
  if (!row) throw messagingError('messaging.callback_not_found', { details: { id } });
  const { begins, ...view } = row;
  return { ...viewOf(view), body: maskText(begins.toString()) };
}

function viewOf(row: Row): CallbackView {
  return { ...row, outcome_words: CALLBACK_WORDS[row.outcome] };
}
