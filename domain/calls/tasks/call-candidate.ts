import type { SkippedRow } from '../../../kernel/contracts/call-tasks.ts';
import type { SkipReason } from '../../../kernel/contracts/calls.ts';
import { maskPhone } from '../../../kernel/mask.ts';
import { SKIP_WORDS } from '../words.ts';

/** Somebody of a list before it is known whether they may be called. */
export interface CallCandidate {
  /** From 1; of a file, under its header. */
  readonly row: number;
  readonly name: string;
  readonly phone: string;
  readonly honorific: string;
  readonly lead_id: string | null;
  readonly variables: Readonly<Record<string, string>>;
  readonly consent: boolean | null;
  /** Why they cannot be called, where reading the list showed it already. */
  readonly problem?: SkipReason;
}

/** A row that is not called, with its sentence. */
export function skippedRow(
  candidate: Pick<CallCandidate, 'row' | 'name' | 'phone'>,
  reason: SkipReason,
  more: { readonly hint?: string; readonly other?: number } = {},
): SkippedRow {
  const { row, name, phone } = candidate;
  const words = SKIP_WORDS[reason].replace('{other}', String(more.other ?? ''));
  const message = `第 ${row} 行${name ? `（${name}）` : ''}：${words}${more.hint ? `，${more.hint}` : ''}。`;
  return { row, name, phone: phone === '' ? '' : maskPhone(phone), reason, message };
}
