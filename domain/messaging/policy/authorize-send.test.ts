import { describe, expect, it } from 'vitest';
import { authorizeSend } from './authorize-send.ts';
import type { SendFacts } from './rule.ts';
import { SEND_RULES } from './rules.ts';

/** A Wednesday morning on which nothing speaks against sending. */
const NOW = new Date('2026-11-18T10:00:00+08:00');
const CALM: SendFacts = {
  now: NOW,
  policy: {
    quiet_from: '21:30',
    quiet_to: '08:30',
    proactive_per_day: 2,
    proactive_per_hour: 1,
    same_text_per_hour: 20,
    replies_per_minute: 6,
    longest_text: 1000,
    silent_minutes: 30,
    forbidden_words: ['AI模型'],
    rewordings: [],
    human_questions: [],
    version: 1,
  },
  limits: {
    calls_per_minute: null,
    pause_ms: 0,
    commands_per_day: null,
    window_hours: null,
    groups: true,
    mentions: true,
    longest_text: 2000,
    largest_file: 1,
    confirmed_by: 'answer',
    ask_after_ms: 60_000,
  },
  carries: ['text'],
  account: { state: 'online', paused: false, rest_until: null, sent_today: 0, commands_per_day: null },
  conversation: {
    kind: 'person',
    silent_until: null,
    last_inbound_at: null,
    disturb_reason: null,
    proactive_last_hour: 0,
    proactive_today: 0,
    replies_last_minute: 0,
    asked_whether_human: false,
  },
  same_text_last_hour: 0,
  vendor_calls_last_minute: 0,
  command: {
    outbound: {
      kind: 'text',
      to: { kind: 'person', id: 'p', name: '王总' },
      text: '您好，报价单已发您邮箱。',
      mentions: [],
    },
    source: 'sop',
    proactive: true,
    speech: 'reply',
    approved: false,
    beside_staff: false,
    expires_at: null,
  },
};

type Change = { [K in keyof SendFacts]?: Partial<NonNullable<SendFacts[K]>> | SendFacts[K] };
function factsWith(change: Change): SendFacts {
  const facts: Record<string, unknown> = { ...CALM };
  for (const [key, value] of Object.entries(change)) {
    const base = facts[key];
    const merged = value !== null && typeof value === 'object' && !(value instanceof Date) && !Array.isArray(value);
    facts[key] = merged ? { ...(base as object), ...value } : value;
  }
  return facts as unknown as SendFacts;
}
const text = (words: string): Change => ({
  command: { outbound: { kind: 'text', to: { kind: 'person', id: 'p', name: '王总' }, text: words, mentions: [] } },
});
const both = (one: Change, other: Change): Change => ({
  ...one,
  ...other,
  command: { ...one.command, ...other.command },
});
const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const at = (time: string): Change => ({ now: new Date(`2026-11-18T${time}:00+08:00`) });

/** For every rule what makes it speak, and what it says. Taking a rule out of the list makes its line fail. */
const CASES: ReadonlyArray<readonly [rule: string, facts: Change, verdict: string, until?: Date]> = [
  ['channel_carries', { carries: [] }, 'refuse'],
  ['channel_carries', { conversation: { kind: 'group' }, limits: { groups: false } }, 'refuse'],
  ['expired', { command: { expires_at: NOW } }, 'refuse'],
  ['text_length', text('长'.repeat(2001)), 'refuse'],
  ['text_length', text('长'.repeat(1001)), 'hold'],
  ['do_not_disturb', { conversation: { disturb_reason: '本人要求' } }, 'refuse'],
  ['colleague_speaks', { conversation: { silent_until: later(5) } }, 'put_off', later(5)],
  [
    'colleague_speaks',
    { conversation: { silent_until: later(5) }, command: { source: 'routing', proactive: false } },
    'refuse',
  ],
  [
    'asked_whether_human',
    { conversation: { asked_whether_human: true }, command: { source: 'routing', proactive: false } },
    'hold',
  ],
  ['forbidden_words', text('我是一个ＡＩ 模型'), 'hold'],
  ['nearly_same_text', { same_text_last_hour: 20 }, 'hold'],
  ['reply_window', { limits: { window_hours: 48 } }, 'hold'],
  ['reply_window', { limits: { window_hours: 48 }, conversation: { last_inbound_at: later(-48 * 60 - 1) } }, 'hold'],
  ['account_paused', { account: { paused: true } }, 'hold'],
  ['frequency_cap', { conversation: { proactive_last_hour: 1 } }, 'put_off', later(60)],
  ['frequency_cap', { conversation: { proactive_today: 2 } }, 'put_off', new Date('2026-11-19T00:00:00+08:00')],
  ['reply_rate', { conversation: { replies_last_minute: 6 }, command: { source: 'routing' } }, 'put_off', later(1)],
  [
    'daily_quota',
    { limits: { commands_per_day: 3 }, account: { sent_today: 3 } },
    'put_off',
    new Date('2026-11-19T00:00:00+08:00'),
  ],
  [
    'daily_quota',
    { limits: { commands_per_day: 9 }, account: { commands_per_day: 3, sent_today: 3 } },
    'put_off',
    new Date('2026-11-19T00:00:00+08:00'),
  ],
  [
    'vendor_calls',
    { limits: { calls_per_minute: 60 }, vendor_calls_last_minute: 54 },
    'put_off',
    new Date(NOW.getTime() + 10_000),
  ],
  ['account_rests', { account: { rest_until: later(7) } }, 'put_off', later(7)],
  ['account_offline', { account: { state: 'offline' } }, 'put_off', later(1)],
  ['quiet_hours', at('21:30'), 'put_off', new Date('2026-11-19T08:30:00+08:00')],
  ['quiet_hours', at('23:59'), 'put_off', new Date('2026-11-19T08:30:00+08:00')],
  ['quiet_hours', at('00:00'), 'put_off', new Date('2026-11-18T08:30:00+08:00')],
  ['quiet_hours', at('08:29'), 'put_off', new Date('2026-11-18T08:30:00+08:00')],
];

/** What comes close and passes. */
const PASSES: ReadonlyArray<readonly [words: string, facts: Change]> = [
  ['nothing in the way', {}],
  ['the last minute before the quiet hours', at('21:29')],
  ['the first minute after them', at('08:30')],
  ['an answer at night', both(at('23:00'), { command: { source: 'routing', proactive: false } })],
  ['an approved text at night', both(at('23:00'), { command: { approved: true } })],
  ['no quiet hours at all', both(at('23:00'), { policy: { quiet_from: '00:00', quiet_to: '00:00' } })],
  ['a text as long as allowed', text('长'.repeat(1000))],
  [
    'a colleague who writes to one who wants no robots',
    { conversation: { disturb_reason: '本人要求' }, command: { source: 'person', proactive: false } },
  ],
  [
    'a colleague in their own conversation',
    { conversation: { silent_until: later(5) }, command: { source: 'person', proactive: false } },
  ],
  [
    'what goes along with a colleague who speaks',
    { conversation: { silent_until: later(5) }, command: { source: 'routing', proactive: false, beside_staff: true } },
  ],
  [
    'a colleague who says themselves who they are',
    { conversation: { asked_whether_human: true }, command: { source: 'person', proactive: false } },
  ],
  ['silence that is over', { conversation: { silent_until: NOW } }],
  ['a forbidden word that a person let go', both(text('我是AI模型'), { command: { approved: true } })],
  ['one below the number of equal texts', { same_text_last_hour: 19 }],
  [
    'the last moment of the window',
    { limits: { window_hours: 48 }, conversation: { last_inbound_at: later(-48 * 60) } },
  ],
  ['the last one of the day', { limits: { commands_per_day: 3 }, account: { sent_today: 2 } }],
  ['an account nobody knows about', { account: { state: 'unknown' } }],
  ['the last call of the minute', { limits: { calls_per_minute: 60 }, vendor_calls_last_minute: 53 }],
  ['a rest that is over', { account: { rest_until: NOW } }],
];

describe('the sending policy', () => {
  it.each(CASES.map(([rule, change, verdict, until]) => ({ rule, change, verdict, until })))('$rule objects', (one) => {
    const { rule, change, verdict, until } = one;
    const decision = authorizeSend(factsWith(change));
    expect(decision.notes.map((note) => note.rule)).toEqual([rule]);
    expect(decision.verdict).toBe(verdict);
    expect(decision.until).toEqual(until ?? null);
    expect(decision.notes[0]!.words).toMatch(/^[^A-Z]*[一-鿿]/);
  });

  it.each(PASSES)('lets pass: %s', (_words, change) => {
    expect(authorizeSend(factsWith(change))).toEqual({ verdict: 'send', until: null, notes: [] });
  });

  it('has a case for every rule', () => {
    const named = new Set(CASES.map(([rule]) => rule));
    expect(SEND_RULES.map((rule) => rule.name).filter((name) => !named.has(name))).toEqual([]);
  });

  it('keeps everything that was said; the strictest decides, and of several moments the latest', () => {
    const all = authorizeSend(
      factsWith({ account: { paused: true, state: 'offline' }, conversation: { disturb_reason: '本人要求' } }),
    );
    expect(all.verdict).toBe('refuse');
    expect(all.notes.map((note) => note.rule)).toEqual(['do_not_disturb', 'account_paused', 'account_offline']);
    const put = authorizeSend(factsWith({ account: { rest_until: later(30), state: 'offline' } }));
    expect(put.until).toEqual(later(30));
  });

  it('refuses what would have to wait beyond its time', () => {
    const decision = authorizeSend(
      factsWith({ account: { rest_until: later(30) }, command: { expires_at: later(10) } }),
    );
    expect(decision.verdict).toBe('refuse');
    expect(decision.notes.at(-1)!.rule).toBe('expired');
  });
});
