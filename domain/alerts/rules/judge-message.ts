import { ALERT_CAUSES, isLouder, type AlertCause, type CancelCondition } from '../../../kernel/contracts/alerts.ts';
import { ALERT_LEVELS, type AlertLevel, type Intent } from '../../../kernel/contracts/judgement.ts';
import type { AlertRules } from '../../../kernel/contracts/policies.ts';
import { CANCEL_WORDS } from '../words.ts';
import { judgeMood, type MoodFindings } from './judge-mood.ts';
import { matterOf } from './matters.ts';

/** Everything the rules look at when a message came. */
export interface MessageFacts {
  readonly intent: Intent;
  readonly mood: number;
  readonly complaint: boolean;
  readonly important: boolean;
  /** Operations wrote or were mentioned. */
  readonly operations: boolean;
  /** The customer's health says that they may leave. */
  readonly at_risk: boolean;
  /** Of the same person here, the newest first, without this message. */
  readonly moods_before: readonly number[];
  /** Alerts of this person here that nobody settled. */
  readonly unsettled: readonly UnsettledAlert[];
  /** Alerts of this person that were opened today, anywhere. */
  readonly opened_today: number;
}

export interface UnsettledAlert {
  readonly id: string;
  readonly cause: AlertCause;
  readonly level: AlertLevel;
}

export interface MessageVerdict {
  /** Every cause that holds, the loudest first; never empty, `ordinary` when nothing else holds. */
  readonly causes: readonly AlertCause[];
  readonly cause: AlertCause;
  readonly level: AlertLevel;
  readonly reason: string;
  /** Whether an alert is opened, or an open one seen again. */
  readonly opens: boolean;
  readonly raised: readonly { readonly id: string; readonly level: AlertLevel; readonly reason: string }[];
  readonly cancelled: readonly { readonly id: string; readonly reason: string }[];
}

/** Decides what a message means for the alerts. Pure; the loudest cause names the alert. */
export function judgeMessage(rules: AlertRules, facts: MessageFacts): MessageVerdict {
  const found = judgeMood(rules.moods, [facts.mood, ...facts.moods_before]);
  const causes = causesOf(rules, facts, found);
  const cause = causes[0]!;
  const cancelled = cancelledBy(rules, facts, found);
  const gone = new Set(cancelled.map(({ id }) => id));
  return {
    causes,
    cause,
    ...levelOf(rules, cause, facts),
    opens: cause !== 'ordinary',
    raised: raisedBy(rules, facts, found).filter(({ id }) => !gone.has(id)),
    cancelled,
  };
}

/** Which causes hold, by the fact that makes them hold. Those of the clock are found elsewhere. */
function causesOf(rules: AlertRules, facts: MessageFacts, found: MoodFindings): AlertCause[] {
  const withdrawn = facts.intent === 'withdraw_complaint';
  const holds: Readonly<Record<AlertCause, boolean>> = {
    complaint: (facts.complaint || facts.intent === 'complaint') && !withdrawn,
    dissatisfied: found.dissatisfied,
    operations: facts.operations,
    mood_worse: found.worse,
    mood_keeps_worsening: found.keeps_worsening,
    churn_risk: found.low_for_long || (facts.at_risk && facts.mood < rules.moods.neutral),
    unanswered_long: false,
    unanswered: false,
    important_question: facts.important && facts.intent !== 'spam',
    ordinary: true,
  };
  const rank = (cause: AlertCause): number => -ALERT_LEVELS.indexOf(rules.causes[cause].level);
  // `ordinary` comes last whatever its level; the sort is stable, so the order of causes decides between equals.
  return ALERT_CAUSES.filter((cause) => holds[cause]).toSorted((a, b) =>
    a === 'ordinary' || b === 'ordinary' ? 0 : rank(a) - rank(b),
  );
}

/**
 * The level of a cause. What is open already keeps its level or gets louder. For a person who had many alerts today nothing
 * gets louder any more, and what is new is only recorded.
 */
export function levelOf(
  rules: AlertRules,
  cause: AlertCause,
  facts: Pick<MessageFacts, 'unsettled' | 'opened_today'>,
): { readonly level: AlertLevel; readonly reason: string } {
  const { level, reason } = rules.causes[cause];
  const { per_day, except } = rules.downgrade;
  const open = facts.unsettled.find((alert) => matterOf(alert.cause) === matterOf(cause));
  const many = cause !== 'ordinary' && facts.opened_today >= per_day && !except.includes(cause);
  if (open && (many || !isLouder(level, open.level)))
    return { level: open.level, reason: `${reason}，和未处理的告警合并` };
  if (open || !many || level === 'info') return { level, reason };
  return { level: 'info', reason: `${reason}；今天已有 ${facts.opened_today} 次告警，达到 ${per_day} 次后只记录` };
}

function cancelledBy(rules: AlertRules, facts: MessageFacts, found: MoodFindings): MessageVerdict['cancelled'] {
  const met: Readonly<Record<CancelCondition, boolean>> = {
    mood_positive: found.positive,
    positive_in_a_row: found.positive_in_a_row,
    complaint_withdrawn: facts.intent === 'withdraw_complaint',
    answered: false,
  };
  return facts.unsettled.flatMap(({ id, cause }) => {
    const condition = rules.causes[cause].cancelled_by.find((name) => met[name]);
    return condition ? [{ id, reason: CANCEL_WORDS[condition] }] : [];
  });
}

function raisedBy(rules: AlertRules, facts: MessageFacts, found: MoodFindings): MessageVerdict['raised'] {
  if (!rules.promotion.on_worsening || !found.keeps_worsening) return [];
  return facts.unsettled
    .filter(({ level }) => rules.promotion.levels[level])
    .map(({ id, level }) => ({ id, level: oneLouder(level), reason: '用户情绪持续变差，提升一级' }));
}

/** One level up, at most critical. */
export function oneLouder(level: AlertLevel): AlertLevel {
  return ALERT_LEVELS[Math.min(ALERT_LEVELS.indexOf(level) + 1, ALERT_LEVELS.length - 1)]!;
}
