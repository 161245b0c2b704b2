import { describe, expect, it } from 'vitest';
import { INTENTS } from '../../assistant.port.ts';
import { PRIORITIES } from '../flow-state.ts';
import { decideReply, intentActions, STANDARD_ACTIONS, type ReplyFacts, type ReplySettings } from './decide-reply.ts';

const SETTINGS: ReplySettings = { actions: STANDARD_ACTIONS, least_confidence: 0.35, high_priority_counts: true };
const QUESTION: ReplyFacts = {
  intent: 'question',
  complaint: false,
  confidence: 0.8,
  priority: 'medium',
  internal: false,
  role: 'user',
  readable: true,
  addressed: 'nobody',
  silent: false,
  staffActive: false,
};
const decide = (more: Partial<ReplyFacts>, settings: Partial<ReplySettings> = {}) =>
  decideReply({ ...QUESTION, ...more }, { ...SETTINGS, ...settings });

describe('whether a robot answers', () => {
  it.each<[Partial<ReplyFacts>, string, string]>([
    [{}, 'reply', 'reply'],
    [{ internal: true, addressed: 'us' }, 'no_reply', 'internal'],
    [{ role: 'staff', addressed: 'us' }, 'no_reply', 'not_a_customer'],
    [{ silent: true, addressed: 'us' }, 'no_reply', 'silent'],
    [{ silent: true, intent: 'complaint', complaint: true }, 'no_reply', 'silent'],
    [{ intent: 'spam', addressed: 'us' }, 'no_reply', 'unwanted'],
    [{ intent: 'complaint', complaint: true, staffActive: true }, 'hand_over', 'for_people'],
    [{ intent: 'question', complaint: true }, 'hand_over', 'for_people'],
    [{ intent: 'real_name', addressed: 'us' }, 'hand_over', 'for_people'],
    [{ staffActive: true }, 'no_reply', 'staff_active'],
    [{ staffActive: true, addressed: 'us' }, 'reply', 'reply'],
    [{ addressed: 'others' }, 'no_reply', 'for_others'],
    [{ addressed: 'others', priority: 'high' }, 'no_reply', 'for_others'],
    [{ intent: 'chat' }, 'no_reply', 'not_called'],
    [{ intent: 'chat', addressed: 'us' }, 'reply', 'reply'],
    [{ intent: 'other', priority: 'high' }, 'reply', 'reply'],
    [{ confidence: 0.2 }, 'no_reply', 'unsure'],
    [{ confidence: 0.2, addressed: 'us' }, 'reply', 'reply'],
    [{ confidence: 0.2, priority: 'high' }, 'reply', 'reply'],
    [{ readable: false }, 'hand_over', 'unreadable'],
  ])('%o: %s by %s', (facts, act, rule) => expect(decide(facts)).toMatchObject({ act, rule }));

  it('follows the settings', () => {
    expect(decide({ intent: 'purchase' }, { actions: { ...STANDARD_ACTIONS, purchase: 'hand_over' } }).act).toBe(
      'hand_over',
    );
    expect(decide({ intent: 'chat', priority: 'high' }, { high_priority_counts: false }).act).toBe('no_reply');
    expect(intentActions.parse({})).toEqual(STANDARD_ACTIONS);
    expect(intentActions.parse({ purchase: 'hand_over' }).purchase).toBe('hand_over');
    expect(intentActions.safeParse({ love: 'reply' }).success).toBe(false);
  });
});

const each = <T>(...values: T[]): T[] => values;
const CELLS: ReplyFacts[] = INTENTS.flatMap((intent) =>
  PRIORITIES.flatMap((priority) =>
    each('us', 'others', 'nobody').flatMap((addressed) =>
      each(true, false).flatMap((silent) =>
        each(true, false).flatMap((staffActive) =>
          each(true, false).flatMap((complaint) =>
            each(true, false).flatMap((readable) =>
              each(0.2, 0.8).map((confidence) => ({
                ...QUESTION,
                intent,
                priority,
                addressed: addressed as ReplyFacts['addressed'],
                silent,
                staffActive,
                complaint,
                readable,
                confidence,
              })),
            ),
          ),
        ),
      ),
    ),
  ),
);

describe('every cell of the table', () => {
  it('has a verdict with a reason', () => {
    for (const cell of CELLS) expect(decideReply(cell, SETTINGS).words, JSON.stringify(cell)).not.toBe('');
  });

  it('never answers over a colleague, a complaint, a task, an advertisement, or for somebody else', () => {
    const answered = CELLS.filter((cell) => decideReply(cell, SETTINGS).act === 'reply');
    expect(answered.length).toBeGreaterThan(100);
    for (const cell of answered) {
      expect(cell.silent || cell.complaint || cell.addressed === 'others' || !cell.readable).toBe(false);
      expect(cell.staffActive && cell.addressed !== 'us').toBe(false);
      expect(['complaint', 'real_name', 'scan_login', 'bind_phone', 'spam']).not.toContain(cell.intent);
    }
  });

  it('hands every complaint over that no colleague has', () => {
    const complaints = CELLS.filter((cell) => (cell.complaint || cell.intent === 'complaint') && !cell.silent);
    for (const cell of complaints) expect(decideReply(cell, SETTINGS).act).toBe('hand_over');
  });
});
