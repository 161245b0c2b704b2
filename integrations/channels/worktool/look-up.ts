import type { ChannelAccount, LookUp, SentCommand } from '../../../domain/messaging/channel.port.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { outcomeBeforeWords } from '../wire/outcome-of.ts';
import { readLogRows, type LogRow } from './log-rows.ts';
import { failureOf } from './read-result-callback.ts';
import { isSameRaw, toRawMessage, type RawMessage } from './to-raw-message.ts';
import { refusalOf } from './vendor-codes.ts';
import { readEnvelope, type WorktoolLine } from './worktool-line.ts';

export interface Asking {
  readonly line: WorktoolLine;
  readonly clock: Clock;
  readonly account: ChannelAccount;
  readonly signal: AbortSignal | undefined;
}

const PAGE = 100;
const MOST_PAGES = 5;
/** What the clocks of the vendor and of ours may differ by: a row that old may be this command, or the one before. */
const SKEW_MS = 60_000;
/** Rows tell whole seconds. */
const SECOND_MS = 1000;
/** Before this a log may still lack what was just taken down. */
const SETTLED_MS = 30_000;
/** The zone of the vendor's times is not documented. A row that fits only when they are UTC proves nothing. */
const ZONE_MS = 8 * 3_600_000;

/** Newest first; each log names its time differently. */
const ORDER = {
  '/robot/rawMsg/list': { sort: 'run_time,desc' },
  '/wework/listRawMessage': { sort: 'create_time,desc' },
} as const;

const unknown = (cause: string): LookUp => ({ state: 'unknown', cause });

/**
 * Asks the log of executions: by the id, or, when no answer brought one, by what was sent and when. Commands of the same
 * words to the same target within that time cannot be told apart, so the caller
 * has one such command under way at most; where one went shortly before, it is `unknown`.
 */
export async function lookUp(asking: Asking, sent: SentCommand): Promise<LookUp> {
  const raw = toRawMessage(sent.command);
  if (raw === null) return { state: 'absent' };
  return sent.vendor_id === null ? await byContent(asking, sent, raw) : await byId(asking, sent, sent.vendor_id, raw);
}

/** A command with an id was taken down; without a row it has not been carried out yet. */
async function byId(asking: Asking, sent: SentCommand, vendorId: string, raw: RawMessage): Promise<LookUp> {
  const rows = await askRows(asking, '/robot/rawMsg/list', { messageId: vendorId, page: '1', size: String(PAGE) });
  if (typeof rows === 'string') return unknown(rows);
  const own = rows.filter((row) => row.messageId === vendorId && Number(row.raw['type']) === raw.type);
  const same = own.filter((row) => isSameRaw(raw, row.raw));
  return judge(same.length > 0 ? same : own, sent) ?? { state: 'pending', vendor_id: vendorId };
}

async function byContent(asking: Asking, sent: SentCommand, raw: RawMessage): Promise<LookUp> {
  const executed = await pagesBackTo(asking, sent, '/robot/rawMsg/list', raw);
  if (typeof executed === 'string') return unknown(executed);
  const judged = judge(executed.within, sent);
  if (judged) return judged;
  const taken = await pagesBackTo(asking, sent, '/wework/listRawMessage', raw);
  if (typeof taken === 'string') return unknown(taken);
  const [row] = taken.within;
  if (row) return { state: 'pending', vendor_id: row.messageId };
  if (executed.doubtful || taken.doubtful) return unknown('a row of the same words at a time that may be meant');
  if (asking.clock.now().getTime() - sent.to.getTime() < SETTLED_MS) return unknown('too early to tell');
  return { state: 'absent' };
}

interface Found {
  readonly within: LogRow[];
  readonly doubtful: boolean;
}

/** Rows of the same command, newest page first, until a page is wholly older than the command. */
async function pagesBackTo(
  asking: Asking,
  sent: SentCommand,
  path: keyof typeof ORDER,
  raw: RawMessage,
): Promise<Found | string> {
  const from = sent.from.getTime() - SECOND_MS;
  const earliest = from - SKEW_MS;
  const within: LogRow[] = [];
  let doubtful = false;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const query = { page: String(page), size: String(PAGE), ...ORDER[path] };
    const rows = await askRows(asking, path, query);
    if (typeof rows === 'string') return rows;
    for (const row of rows.filter((one) => isSameRaw(raw, one.raw))) {
      const at = row.at?.getTime();
      if (at === undefined) doubtful = true;
      else if (at >= from) within.push(row);
      else if (at >= earliest) doubtful = true;
      else if (at + ZONE_MS >= earliest && at + ZONE_MS <= asking.clock.now().getTime() + SKEW_MS) doubtful = true;
    }
    const older = rows.length > 0 && rows.every((row) => row.at !== null && row.at.getTime() + ZONE_MS < earliest);
    if (rows.length < PAGE || older) return { within, doubtful };
  }
  return 'the log is too long to be searched';
}

/** What the rows of one command say; several are tries of the robot's, and one that went well counts. */
function judge(rows: readonly LogRow[], { command }: SentCommand): LookUp | null {
  const [first] = rows;
  if (!first) return null;
  const done = rows.find((row) => row.code === 0 && failureOf(0, row.done, row.failed) === null);
  if (done) return { state: 'done', at: done.at, vendor_id: done.messageId };
  if (first.code === null) return unknown('a row without a code');
  const target = 'to' in command ? command.to.kind : null;
  const failure = first.code === 0 ? failureOf(0, first.done, first.failed)! : refusalOf(first.code, target);
  return { state: 'failed', ...failure, vendor_code: String(first.code), vendor_words: first.words };
}

/** The rows of a log, or why there are none. */
async function askRows(
  { line, account, signal }: Asking,
  path: string,
  query: Record<string, string>,
): Promise<LogRow[] | string> {
  const answer = await line(account, { method: 'GET', path, query, signal });
  const early = outcomeBeforeWords(answer);
  if (early) return early.state === 'unknown' ? early.cause : (early.vendor_code ?? early.reason);
  const envelope = answer.state === 'answered' ? readEnvelope(answer.body, account) : null;
  if (!envelope?.ok) return envelope ? `the vendor's code ${envelope.code}` : 'an answer that cannot be read';
  return readLogRows(envelope.data, account) ?? 'a log that cannot be read';
}
