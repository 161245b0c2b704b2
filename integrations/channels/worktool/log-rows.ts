import { z } from 'zod';
import type { ChannelAccount } from '../../../domain/messaging/channel.port.ts';
import { vendorWords } from '../wire/vendor-words.ts';
import { WireId, WireInt, WireList, WireObject, WireText } from '../wire/wire-values.ts';
import { readVendorTime } from './vendor-time.ts';

/** A row of the vendor's logs: of commands carried out (`rawMsg/list`) or taken down (`listRawMessage`). */
export interface LogRow {
  readonly messageId: string | null;
  readonly raw: Readonly<Record<string, unknown>>;
  readonly code: number | null;
  readonly words: string | null;
  readonly done: readonly string[];
  readonly failed: readonly string[];
  readonly at: Date | null;
}

const Row = z.object({
  messageId: WireId,
  rawMsg: WireObject,
  type: WireInt,
  rawSuccess: WireInt,
  errorReason: WireText,
  successList: WireList,
  failList: WireList,
  runTime: z.unknown().optional(),
  createTime: z.unknown().optional(),
});

/** `data` is a list, or a page that holds one under a name the documentation does not tell. */
const LIST_NAMES = ['list', 'records', 'content', 'rows'] as const;

/** The rows of an answer; `null` when there is no list in it, or a row that cannot be read: then nothing may be concluded. */
export function readLogRows(data: unknown, account: ChannelAccount): LogRow[] | null {
  const list: unknown = Array.isArray(data)
    ? data
    : typeof data === 'object' && data !== null
      ? LIST_NAMES.map((name) => Reflect.get(data, name) as unknown).find(Array.isArray)
      : undefined;
  if (!Array.isArray(list)) return null;
  const rows: LogRow[] = [];
  for (const one of list) {
    const parsed = Row.safeParse(one);
    if (!parsed.success || parsed.data.rawMsg === null) return null;
    const row = parsed.data;
    rows.push({
      messageId: row.messageId,
      raw: { ...parsed.data.rawMsg, ...(row.type === null ? {} : { type: row.type }) },
      code: row.rawSuccess,
      words: vendorWords(row.errorReason, [account.external_id, account.secret]),
      done: row.successList,
      failed: row.failList,
      at: readVendorTime(row.runTime) ?? readVendorTime(row.createTime),
    });
  }
  return rows;
}
