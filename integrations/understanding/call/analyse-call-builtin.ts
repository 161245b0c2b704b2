import type { AnalyseCallInput, CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import { minuteToIso } from '../../../kernel/time-phrases/local-day.ts';
import { refusesContact } from '../contact-wish.ts';
import { BUILT_IN } from '../message/classify-builtin.ts';
import { judgeMood } from '../mood/judge-mood.ts';
import { findAppointment, type Appointment } from './find-appointment.ts';
import { findFacts, type CallFacts } from './find-facts.ts';
import { findReached } from './find-reached.ts';
import { judgeInterest, type InterestReading } from './judge-interest.ts';
import type { HeardTurn } from './heard-turn.ts';
import { readCall } from './read-call.ts';
import { wordRemark } from './word-remark.ts';

const NO_FACTS: CallFacts = { need: null, budget: null, objection: null, competitor: null, decision_maker: null };
const LONGEST_EVIDENCE = 500;
/** The classifier learnt from reviews and takes short plain answers for lukewarm: without a sore word they are none. */
const PLAIN_MOOD = 0.45;
const GLAD_MOOD = 0.6;
const MOST_SAID = 400;
/** How sure it is that a machine or another person answered. */
const NOT_REACHED_CONFIDENCE = 0.9;

/**
 * What a call came to, without a language model: rules over the words of both sides, time phrases, and the mood classifier.
 * A few milliseconds; never throws.
 */
export function analyseCallBuiltin({ turns: heard, at }: AnalyseCallInput): CallAnalysis {
  const turns = readCall(heard);
  const reached = findReached(turns);
  if (reached === 'nobody' || reached === 'voicemail') return notReached(turns, reached);
  const refusesCalls = turns.some(({ who, text }) => who === 'person' && refusesContact(text, 'call') !== null);
  const appointment = findAppointment(turns, at);
  const judged = refusesCalls
    ? refusing(turns)
    : reached === 'wrong_person'
      ? NOTHING
      : judgeInterest(turns, appointment !== null);
  const mood = moodOf(turns, judged);
  const time = timeOf(appointment, judged);
  const facts = reached === 'person' ? findFacts(turns) : NO_FACTS;
  return {
    remark: wordRemark({ turns, reached, ...judged, facts, time, refusesCalls, mood }),
    interest: judged.interest,
    evidence: judged.turn === null ? null : turns[judged.turn]!.raw.slice(0, LONGEST_EVIDENCE),
    confidence: reached === 'wrong_person' ? NOT_REACHED_CONFIDENCE : judged.confidence,
    next_follow_at: time && minuteToIso(time.at),
    facts,
    mood,
    do_not_call: refusesCalls,
    reached,
    by: BUILT_IN,
  };
}

const NOTHING: InterestReading = { interest: 'unclear', confidence: NOT_REACHED_CONFIDENCE, signs: [], turn: null };

function notReached(turns: readonly HeardTurn[], reached: 'nobody' | 'voicemail'): CallAnalysis {
  const parts = { turns, reached, interest: 'unclear', signs: [], facts: NO_FACTS, time: null } as const;
  return {
    remark: wordRemark({ ...parts, refusesCalls: false, mood: 0.5 }),
    interest: 'unclear',
    evidence: null,
    confidence: NOT_REACHED_CONFIDENCE,
    next_follow_at: null,
    facts: NO_FACTS,
    mood: 0.5,
    do_not_call: false,
    reached,
    by: BUILT_IN,
  };
}

function refusing(turns: readonly HeardTurn[]): InterestReading {
  const turn = turns.findIndex(({ who, text }) => who === 'person' && refusesContact(text, 'call') !== null);
  return { interest: 'not_interested', confidence: 0.9, signs: [], turn };
}

/** Who is not interested named no time to be called at, even where a date was spoken of. */
function timeOf(appointment: Appointment | null, { interest }: InterestReading): Appointment['time'] | null {
  return interest === 'not_interested' ? null : (appointment?.time ?? null);
}

function moodOf(turns: readonly HeardTurn[], { interest, signs }: InterestReading): number {
  const said = turns.flatMap(({ who, text }) => (who === 'person' ? [text] : [])).join('，');
  const { mood, signs: words } = judgeMood(said.slice(-MOST_SAID));
  if (signs.some(({ means }) => means === 'rude')) return Math.min(mood, 0.2);
  if (mood >= PLAIN_MOOD || words.length > 0) return interest === 'interested' ? Math.max(mood, 0.5) : mood;
  return interest === 'interested' ? GLAD_MOOD : PLAIN_MOOD;
}
