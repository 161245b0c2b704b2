import type { AnalyseCallInput, CallAnalysis } from '../../../../domain/calls/call-analyst.port.ts';
import { analyseCallBuiltin } from '../../../../integrations/understanding/call/analyse-call-builtin.ts';
import { readCall } from '../../../../integrations/understanding/call/read-call.ts';
import { bestTime, comingTimes } from '../../../../integrations/understanding/coming-times.ts';
import { minuteToInstant, minuteToIso } from '../../../../kernel/time-phrases/local-day.ts';
import { maskText } from '../../../../kernel/mask.ts';
import { findQuote } from '../../forms/find-quote.ts';
import type { CallAnswerForm, CallForm, ThreeFields } from '../form.ts';
import type { AnalyseCallStateValue } from '../state.ts';

/** How much less sure a judgement is whose evidence nobody said. */
const WITHOUT_EVIDENCE = 0.5;
const MOST_WITHOUT_EVIDENCE = 0.4;
/** How sure an answer of three fields is, which does not say. */
const UNSAID_CONFIDENCE = 0.7;
const LONGEST_DAYS_AHEAD = 400;
const DAY_MS = 86_400_000;
const LONGEST_REMARK = 500;

/**
 * Holds a model's form against the conversation. What it quotes must have been said by the person, or it is left out and
 * the judgement counts for less; times are read from the person's own words; a wish not to be called that the rules read
 * counts whatever the model says.
 */
export function settleAnalysis({ input, answer }: AnalyseCallStateValue): Partial<AnalyseCallStateValue> {
  if (answer?.reading.kind !== 'filled') return {};
  return { analysis: settled(input, answer.reading.form, answer.by) };
}

function settled(input: AnalyseCallInput, form: CallAnswerForm, by: string): CallAnalysis {
  const builtin = analyseCallBuiltin(input);
  return 'leads_remark' in form ? ofThreeFields(input, form, builtin, by) : ofForm(input, form, builtin, by);
}

function ofForm(input: AnalyseCallInput, form: CallForm, builtin: CallAnalysis, by: string): CallAnalysis {
  const said = saidByPerson(input);
  const evidence = findQuote(form.evidence, said);
  const isInvented = form.evidence !== null && evidence === null;
  const refuses = builtin.do_not_call || (form.do_not_call && findQuote(form.do_not_call_words, said) !== null);
  const interest = refuses ? 'not_interested' : form.interest;
  const confidence = isInvented ? Math.min(MOST_WITHOUT_EVIDENCE, form.confidence * WITHOUT_EVIDENCE) : form.confidence;
  return {
    remark: remarkOf(form.remark, input, builtin),
    interest,
    evidence: isInvented || interest === 'unclear' || evidence !== null ? evidence : sameEvidence(interest, builtin),
    confidence,
    next_follow_at: interest === 'not_interested' ? null : nextOf(input, form.next_time_words, builtin),
    facts: factsOf(form.facts, said, builtin.facts),
    mood: form.mood,
    do_not_call: refuses,
    reached: form.reached,
    by,
  };
}

function ofThreeFields(input: AnalyseCallInput, form: ThreeFields, builtin: CallAnalysis, by: string): CallAnalysis {
  const interest = builtin.do_not_call ? 'not_interested' : form.is_interested;
  return {
    ...builtin,
    remark: remarkOf(form.leads_remark, input, builtin),
    interest,
    evidence: sameEvidence(interest, builtin),
    confidence: UNSAID_CONFIDENCE,
    next_follow_at:
      interest === 'not_interested' ? null : (builtin.next_follow_at ?? named(input, form.next_follow_time)),
    by,
  };
}

function sameEvidence(interest: CallAnalysis['interest'], builtin: CallAnalysis): string | null {
  return interest === builtin.interest ? builtin.evidence : null;
}

/** The person's turns as the conversation has them; where the roles are mixed up, by the words. */
function saidByPerson({ turns }: AnalyseCallInput): string[] {
  const sorted = readCall(turns).flatMap(({ who, raw }) => (who === 'person' ? [raw] : []));
  return sorted.length > 0 ? sorted : turns.map(({ text }) => text);
}

function nextOf({ turns, at }: AnalyseCallInput, words: string | null, builtin: CallAnalysis): string | null {
  const quote = findQuote(
    words,
    turns.map(({ text }) => text),
  );
  const time = quote === null ? undefined : bestTime(comingTimes(words ?? '', at));
  if (!time) return builtin.next_follow_at;
  // The rules read the whole turn, with the hour that was said elsewhere; the model says which day is meant.
  const isSameDay = builtin.next_follow_at?.startsWith(time.at.slice(0, 10)) ?? false;
  return isSameDay ? builtin.next_follow_at : minuteToIso(time.at);
}

/** A moment a model computed: only where the conversation speaks of some time ahead, and within reason. */
function named({ turns, at }: AnalyseCallInput, moment: string | null | undefined): string | null {
  if (!moment || !turns.some(({ text }) => comingTimes(text, at).length > 0)) return null;
  const [day = '', time = '09:00'] = moment.trim().split(/[ T]/u);
  const found = /^\d{4}-\d{2}-\d{2}$/u.test(day) ? minuteToInstant(`${day}T${time.slice(0, 5)}`) : new Date(Number.NaN);
  const ahead = found.getTime() - at.getTime();
  return ahead > 0 && ahead < LONGEST_DAYS_AHEAD * DAY_MS ? minuteToIso(`${day}T${time.slice(0, 5)}`) : null;
}

function factsOf(told: CallForm['facts'], said: readonly string[], builtin: CallForm['facts']): CallForm['facts'] {
  const of = (name: keyof CallForm['facts']): string | null => {
    const words = told[name];
    return findQuote(words, said) === null ? builtin[name] : words;
  };
  return {
    need: of('need'),
    budget: of('budget'),
    objection: of('objection'),
    competitor: of('competitor'),
    decision_maker: of('decision_maker'),
  };
}

/** A remark that names numbers nobody said is not taken. */
function remarkOf(remark: string, { turns, at, about }: AnalyseCallInput, builtin: CallAnalysis): string {
  const known =
    maskText([about, ...turns.map(({ text }) => text)].join('\n')) + at.toISOString() + (builtin.next_follow_at ?? '');
  const invented = [...remark.matchAll(/\d{5,}/gu)].some(([number]) => !known.includes(number));
  return invented ? builtin.remark : maskText(remark).slice(0, LONGEST_REMARK);
}
