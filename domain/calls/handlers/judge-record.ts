import type { CallFacts } from '../../../kernel/contracts/call-follow-ups.ts';
import type { CallInterest, FollowBasis } from '../../../kernel/contracts/calls.ts';
import { CallAnalysis, type CallTurn } from '../call-analyst.port.ts';
import type { CallScope } from '../calls-scope.ts';
import { DIAL_STATE_TABLE } from '../dial-states.ts';
import { judgeEnding } from '../judge-ending.ts';
import { NEXT_STEP_WORDS, type EndingMeaning, type NextStep } from '../next-steps.ts';
import { SKIP_WORDS } from '../words.ts';
import type { FinalRecord } from './final-record.ts';

/** What a follow-up will say. */
export interface FollowDraft {
  readonly basis: FollowBasis;
  readonly judged_by: string;
  readonly remark: string;
  readonly interest: CallInterest;
  readonly next_at: Date | null;
  readonly next_step: NextStep;
  readonly confidence: number | null;
  readonly evidence: string | null;
  readonly facts: CallFacts | null;
  readonly mood: number | null;
  readonly do_not_call: boolean;
  readonly reached: string | null;
}

/** A colleague is to ring within so many minutes; an interested person too, where no other time was named. */
const BY_PERSON_MINUTES = 60;
/** An invalid number is looked up again by somebody within a day. */
const CHECK_NUMBER_MINUTES = 24 * 60;
const BUILT_IN = 'built-in';

/**
 * What a finished call comes to (spec 001 §3.3). Case A, nobody answered: the real reason and what follows from it. Case B,
 * somebody did and the words are not there yet: `null`, later again; after a while without them. Case C: the analyst, with a
 * deadline; whatever it does wrong, the basic record is written instead and can be made up for.
 */
export async function judgeRecord(
  scope: CallScope,
  record: FinalRecord,
  signal: AbortSignal,
): Promise<FollowDraft | null> {
  if (record.call_status !== 'succeeded') return fromEnding(record);
  if (record.call_conversation && record.call_conversation.length > 0) return await fromWords(scope, record, signal);
  const ending = endingOf(record);
  const waitMs = scope.calls.settings.conversationWaitMinutes * 60_000;
  if (scope.clock.now().getTime() - momentOf(record).getTime() < waitMs) return null;
  if (ending.step !== 'read_conversation') return fromEnding(record);
  return basic(record, '电话已接通，但没有取到通话内容；请听录音或回访确认。');
}

/** Judges the words of a call. */
export async function fromWords(scope: CallScope, record: FinalRecord, signal: AbortSignal): Promise<FollowDraft> {
  const analysis = await analyse(scope, record, signal);
  if (!analysis) return basic(record, '电话已接通，通话内容还没有分析出结果，可以重新分析。');
  const named = analysis.next_follow_at === null ? null : new Date(analysis.next_follow_at);
  const keen = analysis.interest === 'interested' && !analysis.do_not_call;
  return {
    basis: 'analysis',
    judged_by: analysis.by,
    remark: analysis.remark,
    interest: analysis.do_not_call ? 'not_interested' : analysis.interest,
    next_at: analysis.do_not_call ? null : (named ?? (keen ? laterBy(scope.clock.now(), BY_PERSON_MINUTES) : null)),
    next_step: analysis.do_not_call ? 'do_not_call' : named || keen ? 'call_by_person' : 'none',
    confidence: analysis.confidence,
    evidence: analysis.evidence,
    facts: analysis.facts,
    mood: analysis.mood,
    do_not_call: analysis.do_not_call,
    reached: analysis.reached,
  };
}

/** Asks the analyst. It may hang, throw or answer nonsense: null then. */
async function analyse(scope: CallScope, record: FinalRecord, signal: AbortSignal): Promise<CallAnalysis | null> {
  const { analyst, logger, settings } = scope.calls;
  if (!analyst) return null;
  const until = AbortSignal.any([signal, AbortSignal.timeout(settings.analysisMs)]);
  const late = new Promise<never>((_, reject) => {
    until.addEventListener('abort', () => reject(new Error('the analyst did not answer in time')), { once: true });
  });
  try {
    const turns = (record.call_conversation ?? []).map(({ speaker, text }): CallTurn => ({
      who: speaker === 'contact' ? 'person' : 'robot',
      text,
    }));
    const at = momentOf(record);
    const answer = await Promise.race([analyst.analyseCall({ turns, at, about: record.about }, until), late]);
    return CallAnalysis.parse(answer);
  } catch (error) {
    signal.throwIfAborted();
    logger.warn({ recordId: record.id, error }, '通话分析失败，先写基本跟进记录');
    return null;
  }
}

function endingOf(record: FinalRecord): EndingMeaning {
  if (record.withheld_reason)
    return { zh: SKIP_WORDS[record.withheld_reason], en: record.withheld_reason, step: 'none', after_minutes: null };
  return judgeEnding({
    state: record.call_status ?? 'unknown',
    failure: record.failure,
    dial: record.dial_state,
    rejected: record.rejected === true,
  });
}

/** Why nobody was reached, and what follows: a table's words, never a guess. */
function fromEnding(record: FinalRecord): FollowDraft {
  const ending = endingOf(record);
  const minutes = {
    call_again: ending.after_minutes ?? BY_PERSON_MINUTES * 2,
    call_by_person: BY_PERSON_MINUTES,
    mark_number_invalid: CHECK_NUMBER_MINUTES,
  } as const satisfies Partial<Record<NextStep, number>>;
  const after = ending.step in minutes ? minutes[ending.step as keyof typeof minutes] : null;
  const end = new Date(record.ended_at ?? momentOf(record));
  return {
    basis: 'ending',
    judged_by: BUILT_IN,
    remark: remarkOf(record, ending),
    interest: 'unclear',
    next_at: after === null ? null : laterBy(end, after),
    next_step: ending.step,
    ...nothingSaid(),
  };
}

/** The spec's sentences, with the real reason behind them. */
function remarkOf(record: FinalRecord, ending: EndingMeaning): string {
  const then = ending.step === 'none' ? '' : `下一步：${NEXT_STEP_WORDS[ending.step].zh}。`;
  if (record.withheld_reason) return `没有拨打：${ending.zh}；`;
  if (record.call_status === 'cancelled') return `没有拨打：任务或名单已取消；`;
  if (record.call_status === 'succeeded') return `电话已接通：${ending.zh}；${then}`;
  const rang = record.rejected === true || (record.dial_state !== null && RANG.has(record.dial_state));
  return `${rang ? '客户未接电话，未打通' : '呼叫失败'}；原因：${ending.zh}。${then}`;
}

const RANG: ReadonlySet<string> = new Set(
  (['no_answer', 'busy', 'not_connected', 'powered_off'] as const).filter((state) => DIAL_STATE_TABLE[state].dialled),
);

function basic(record: FinalRecord, remark: string): FollowDraft {
  return {
    basis: 'basic',
    judged_by: BUILT_IN,
    remark,
    interest: 'unclear',
    next_at: laterBy(new Date(record.ended_at ?? momentOf(record)), CHECK_NUMBER_MINUTES),
    next_step: 'read_conversation',
    ...nothingSaid(),
  };
}

function nothingSaid(): Pick<FollowDraft, 'confidence' | 'evidence' | 'facts' | 'mood' | 'do_not_call' | 'reached'> {
  return { confidence: null, evidence: null, facts: null, mood: null, do_not_call: false, reached: null };
}

/** When the call was: «下周三» counts from it. */
function momentOf(record: FinalRecord): Date {
  return new Date(record.called_at ?? record.final_at ?? 0);
}

function laterBy(from: Date, minutes: number): Date {
  return new Date(from.getTime() + minutes * 60_000);
}
