import { z } from 'zod';
import type { RawCallback } from '../../../domain/messaging/channel.port.ts';
import type { Inbound, Unreadable } from '../../../domain/messaging/inbound.ts';
import { vendorWords } from '../wire/vendor-words.ts';
import { cleanText, WireId, WireInt, WireList, WireObject, WireText } from '../wire/wire-values.ts';
import { kindOfRaw } from './to-raw-message.ts';
import { refusalOf, type Refusal } from './vendor-codes.ts';
import { readVendorTime } from './vendor-time.ts';

const Result = z.object({
  messageId: WireId,
  errorCode: WireInt,
  errorReason: WireText,
  runTime: z.unknown().optional(),
  type: WireInt,
  rawMsg: WireObject,
  successList: WireList,
  failList: WireList,
  groupName: WireText,
});

/** What came of a command: one report for each command of a call, under the call's id. */
export function readResultCallback(
  fields: Readonly<Record<string, unknown>>,
  { account }: RawCallback,
): Inbound | Unreadable {
  const parsed = Result.safeParse(fields);
  if (!parsed.success) return { kind: 'unreadable', why: 'fields of the wrong type' };
  const result = parsed.data;
  if (result.messageId === null)
    return result.errorCode === null && result.type === null
      ? { kind: 'nothing', why: 'the address was tried' }
      : { kind: 'unreadable', why: 'a result without the id of its command' };
  if (result.errorCode === null) return { kind: 'unreadable', why: 'a result without a code' };
  const failure = failureOf(result.errorCode, result.successList, result.failList);
  const raw = result.rawMsg ?? {};
  return {
    kind: 'result',
    vendor_id: result.messageId,
    of: {
      kind: kindOfRaw(result.type === null ? raw : { ...raw, type: result.type }),
      target: targetOf(raw) ?? (result.groupName === '' ? null : cleanText(result.groupName, 200)),
      text: typeof raw['receivedContent'] === 'string' ? cleanText(raw['receivedContent']) : null,
    },
    done: failure === null,
    reason: failure?.reason ?? null,
    vendor_code: String(result.errorCode),
    vendor_words: vendorWords(result.errorReason, [account.external_id, account.secret]),
    retry: failure?.retry ?? 'never',
    at: readVendorTime(result.runTime),
  };
}

/** Code 0 with the target among the failed ones was not carried out. The lists may be missing after a success. */
export function failureOf(code: number, done: readonly string[], failed: readonly string[]): Refusal | null {
  if (code !== 0) return refusalOf(code);
  return failed.length > 0 && done.length === 0 ? { reason: 'target_not_found', retry: 'never' } : null;
}

function targetOf(raw: Readonly<Record<string, unknown>>): string | null {
  const titles: unknown = raw['titleList'];
  const friend: unknown = raw['friend'];
  const name: unknown = Array.isArray(titles)
    ? titles[0]
    : typeof friend === 'object' && friend !== null
      ? Reflect.get(friend, 'name')
      : raw['groupName'];
  return typeof name === 'string' && name !== '' ? cleanText(name, 200) : null;
}
