import { describe, expect, it } from 'vitest';
import { ALERT_CAUSES, CANCEL_CONDITIONS, type AlertCause } from '../../../kernel/contracts/alerts.ts';
import { ALERT_LEVELS, type AlertLevel } from '../../../kernel/contracts/judgement.ts';
import { AlertRules } from '../../../kernel/contracts/policies.ts';
import { ALERT_RULES } from './alert-rules.ts';
import { judgeMessage, oneLouder, type MessageFacts } from './judge-message.ts';

const rules = ALERT_RULES.initial;
const CALM: MessageFacts = {
  intent: 'question',
  mood: 0.5,
  complaint: false,
  important: false,
  operations: false,
  at_risk: false,
  moods_before: [],
  unsettled: [],
  opened_today: 0,
};
const judged = (facts: Partial<MessageFacts>, by: AlertRules = rules) => judgeMessage(by, { ...CALM, ...facts });
const open = (cause: AlertCause, level: AlertLevel = rules.causes[cause].level) => ({
  id: `id of ${cause}`,
  cause,
  level,
});

/** The spec's own rule: from the third alert of a day on everything is only recorded. */
const strict: AlertRules = { ...rules, downgrade: { per_day: 3, except: [] } };

/** For every cause of a message what makes it hold, and its level by the spec. */
const CAUSES: ReadonlyArray<readonly [cause: AlertCause, level: AlertLevel, facts: Partial<MessageFacts>]> = [
  ['complaint', 'critical', { complaint: true }],
  ['complaint', 'critical', { intent: 'complaint' }],
  ['dissatisfied', 'critical', { mood: 0.1 }],
  ['operations', 'critical', { operations: true }],
  ['mood_worse', 'critical', { mood: 0.3, moods_before: [0.7] }],
  ['mood_keeps_worsening', 'error', { mood: 0.34, moods_before: [0.42, 0.5] }],
  ['churn_risk', 'error', { mood: 0.3, moods_before: [0.3, 0.3, 0.3, 0.3] }],
  ['churn_risk', 'error', { mood: 0.4, at_risk: true }],
  ['important_question', 'warning', { important: true }],
  ['ordinary', 'info', {}],
];

describe('what a message means for the alerts', () => {
  it.each(CAUSES)('%s is %s', (cause, level, facts) => {
    expect(judged(facts)).toMatchObject({ cause, level, opens: cause !== 'ordinary', raised: [], cancelled: [] });
  });

  it('has a line for every cause, but those of the clock', () => {
    const named = new Set(CAUSES.map(([cause]) => cause));
    expect(ALERT_CAUSES.filter((cause) => !named.has(cause))).toEqual(['unanswered_long', 'unanswered']);
  });

  it('is named by the loudest cause, and knows the others', () => {
    const verdict = judged({ complaint: true, important: true, at_risk: true, mood: 0.3, moods_before: [0.7] });
    expect(verdict.causes).toEqual(['complaint', 'mood_worse', 'churn_risk', 'important_question', 'ordinary']);
    const quiet = {
      ...rules,
      causes: { ...rules.causes, complaint: { ...rules.causes.complaint, level: 'info' as const } },
    };
    expect(judged({ complaint: true, important: true }, quiet).cause).toBe('important_question');
  });

  it('does not take a customer at risk for leaving while they are content, nor spam for important', () => {
    expect(judged({ at_risk: true, mood: 0.5 }).opens).toBe(false);
    expect(judged({ important: true, intent: 'spam' }).opens).toBe(false);
  });

  it('does not take a withdrawn complaint for one', () => {
    expect(judged({ complaint: true, intent: 'withdraw_complaint' }).opens).toBe(false);
  });
});

describe('an alert that is open already', () => {
  it('keeps its level when the same matter comes again, and gets louder by a louder cause of it', () => {
    expect(judged({ important: true, unsettled: [open('important_question', 'error')] }).level).toBe('error');
    const worse = { mood: 0.3, moods_before: [0.7], unsettled: [open('mood_keeps_worsening')] };
    expect(judged(worse)).toMatchObject({ cause: 'mood_worse', level: 'critical' });
  });

  it('gets louder by one level each time the mood keeps getting worse, at most critical; what is only recorded stays', () => {
    const unsettled = [
      open('important_question', 'warning'),
      open('churn_risk', 'error'),
      open('complaint', 'critical'),
      open('operations', 'info'),
    ];
    const { raised } = judged({ mood: 0.34, moods_before: [0.42, 0.5], unsettled });
    expect(raised.map(({ id, level }) => [id, level])).toEqual([
      ['id of important_question', 'error'],
      ['id of churn_risk', 'critical'],
    ]);
    expect(judged({ mood: 0.34, moods_before: [0.37, 0.5], unsettled }).raised).toEqual([]);
    const off = { ...rules, promotion: { ...rules.promotion, on_worsening: false } };
    expect(judged({ mood: 0.34, moods_before: [0.42, 0.5], unsettled }, off).raised).toEqual([]);
  });

  it.each(ALERT_LEVELS)('%s has one level above it, or is the loudest', (level) => {
    expect(oneLouder(level)).toBe(
      { info: 'warning', warning: 'error', error: 'critical', critical: 'critical' }[level],
    );
  });
});

describe('alerts that are no longer needed', () => {
  const GOOD: Partial<MessageFacts> = { mood: 0.8, intent: 'thanks' };
  const MET: Readonly<Record<(typeof CANCEL_CONDITIONS)[number], Partial<MessageFacts>>> = {
    mood_positive: GOOD,
    positive_in_a_row: { ...GOOD, moods_before: [0.7, 0.7] },
    complaint_withdrawn: { intent: 'withdraw_complaint' },
    answered: {},
  };
  const CELLS = ALERT_CAUSES.flatMap((cause) => CANCEL_CONDITIONS.map((condition) => ({ cause, condition })));

  it.each(CELLS)('$cause by $condition', ({ cause, condition }) => {
    const { cancelled } = judged({ ...MET[condition], unsettled: [open(cause)] });
    const allowed = rules.causes[cause].cancelled_by;
    // Three positive messages in a row are also one.
    const met = condition === 'positive_in_a_row' ? ['mood_positive', 'positive_in_a_row'] : [condition];
    const expected = condition !== 'answered' && met.some((name) => allowed.includes(name as typeof condition));
    expect(cancelled.map(({ id }) => id)).toEqual(expected ? [`id of ${cause}`] : []);
  });

  it('end a complaint only by three good messages or its withdrawal, a mood by one', () => {
    const unsettled = [open('complaint'), open('mood_worse')];
    expect(judged({ ...GOOD, unsettled }).cancelled.map(({ id }) => id)).toEqual(['id of mood_worse']);
    expect(judged({ ...GOOD, moods_before: [0.7], unsettled }).cancelled).toHaveLength(1);
    expect(judged({ ...GOOD, moods_before: [0.7, 0.7], unsettled }).cancelled).toHaveLength(2);
    expect(judged({ intent: 'withdraw_complaint', unsettled }).cancelled.map(({ id }) => id)).toEqual([
      'id of complaint',
    ]);
  });

  it('are not raised by the same message', () => {
    const by = { ...rules, moods: { ...rules.moods, positive: 0.1, neutral: 0.45 } };
    const verdict = judged({ mood: 0.34, moods_before: [0.42, 0.5], unsettled: [open('important_question')] }, by);
    expect(verdict.cancelled).toHaveLength(1);
    expect(verdict.raised).toEqual([]);
  });
});

describe('many alerts on one day', () => {
  it.each([
    [2, 'critical'],
    [3, 'info'],
    [9, 'info'],
  ] as const)('after %d a complaint is %s where nothing is excepted', (opened_today, level) => {
    expect(judged({ complaint: true, opened_today }, strict)).toMatchObject({ level, opens: true });
  });

  it.each(CAUSES.filter(([cause]) => cause !== 'ordinary'))(
    'the fourth: %s (%s) falls silent only when it was not critical',
    (cause, level, facts) => {
      expect(judged({ ...facts, opened_today: 3 })).toMatchObject({
        cause,
        level: level === 'critical' ? 'critical' : 'info',
      });
    },
  );

  it('leave what is open at its level: neither lowered nor raised', () => {
    const keeps = judged({ complaint: true, opened_today: 5, unsettled: [open('complaint')] }, strict);
    expect(keeps.level).toBe('critical');
    const worse = {
      mood: 0.3,
      moods_before: [0.7],
      opened_today: 5,
      unsettled: [open('mood_keeps_worsening', 'info')],
    };
    expect(judged(worse, strict).level).toBe('info');
    expect(judged(worse).level, 'a mood that got worse is critical, and excepted').toBe('critical');
  });

  it('do not count for causes that the organisation excepts', () => {
    const by = { ...rules, downgrade: { per_day: 3, except: ['complaint' as const] } };
    expect(judged({ complaint: true, opened_today: 9 }, by).level).toBe('critical');
    expect(judged({ operations: true, opened_today: 9 }, by).level).toBe('info');
  });
});

describe('the rules of alerts', () => {
  it('are total, and every cause and level must be said', () => {
    expect(ALERT_RULES.check(rules)).toEqual([]);
    const { ordinary: _gone, ...causes } = rules.causes;
    expect(AlertRules.safeParse({ ...rules, causes }).success).toBe(false);
    const { info: _level, ...notices } = rules.notices;
    expect(AlertRules.safeParse({ ...rules, notices }).success).toBe(false);
  });

  it('tell each level as the spec says', () => {
    const { critical, error, warning, info } = rules.notices;
    expect(critical).toEqual({ at_once: true, screen: true, work_group: true, managers: true });
    expect(error).toEqual({ at_once: false, screen: true, work_group: true, managers: false });
    expect(warning).toEqual({ at_once: false, screen: true, work_group: false, managers: false });
    expect(info).toEqual({ at_once: false, screen: false, work_group: false, managers: false });
  });

  it.each([
    ['时限', { unanswered: { first_minutes: 60, second_minutes: 60 } }],
    ['依次变大', { moods: { ...rules.moods, dissatisfied: 0.9 } }],
    ['最高级', { promotion: { ...rules.promotion, levels: { ...rules.promotion.levels, critical: true } } }],
    ['至少要通知一处', { notices: { ...rules.notices, critical: rules.notices.info } }],
    [
      '级别不能',
      { causes: { ...rules.causes, unanswered: { ...rules.causes.unanswered, level: 'critical' as const } } },
    ],
  ])('are refused when they contradict themselves: %s', (words, change) => {
    expect(ALERT_RULES.check({ ...rules, ...change }).join()).toContain(words);
  });
});
