/**
 * What the end of a call asks of us, as words:
 * `wait` not over yet; `read_conversation` somebody answered, what they said decides; `call_again` after a pause;
 * `call_by_person` a colleague should ring; `mark_number_invalid` nobody can be reached there; `do_not_call` never again;
 * `check_setup` our account, caller number or plan is at fault, not the person; `none` it was us who stopped it.
 */
export const NEXT_STEPS = [
  'wait',
  'read_conversation',
  'call_again',
  'call_by_person',
  'mark_number_invalid',
  'do_not_call',
  'check_setup',
  'none',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export const NEXT_STEP_WORDS: Readonly<Record<NextStep, { readonly zh: string; readonly en: string }>> = {
  wait: { zh: '等待结果', en: 'wait' },
  read_conversation: { zh: '看通话内容', en: 'read the conversation' },
  call_again: { zh: '稍后再打', en: 'call again' },
  call_by_person: { zh: '转人工联系', en: 'a colleague calls' },
  mark_number_invalid: { zh: '标记号码无效', en: 'mark the number invalid' },
  do_not_call: { zh: '不再拨打', en: 'do not call again' },
  check_setup: { zh: '检查外呼设置', en: 'check the calling setup' },
  none: { zh: '无需处理', en: 'nothing to do' },
};

/** What one kind of ending means. A row of a total table: every word has one. */
export interface EndingMeaning {
  readonly zh: string;
  readonly en: string;
  readonly step: NextStep;
  /** Minutes until another call makes sense; only with `call_again`. */
  readonly after_minutes: number | null;
}
