import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../kernel/random.ts';
import { Dice } from './dice.ts';
import { CARE } from './note-pieces/care-notes.ts';
import { LOST, NEGOTIATION, PROPOSAL, PROSPECTING, QUALIFICATION, WON } from './note-pieces/deal-notes.ts';
import { FIRST_CALL, LEAD_FOLLOW_UP, LEAD_LOST } from './note-pieces/lead-notes.ts';
import { composeNote, fillSlots, fittingSentences } from './notes.ts';

const BANKS = {
  FIRST_CALL,
  LEAD_FOLLOW_UP,
  LEAD_LOST,
  PROSPECTING,
  QUALIFICATION,
  PROPOSAL,
  NEGOTIATION,
  WON,
  LOST,
  CARE,
};

describe('the sentences of notes', () => {
  it('are at least 120, no two alike', () => {
    const all = Object.values(BANKS).flatMap((bank) => [...bank.facts, ...bank.reactions, ...bank.asides]);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThanOrEqual(120);
  });

  it.each(Object.entries(BANKS))('leave a choice for each kind of activity in %s', (_, bank) => {
    for (const [kind] of bank.subjects)
      expect(fittingSentences(bank.facts, kind).length, kind).toBeGreaterThanOrEqual(2);
  });

  it('are not repeated about one subject while others are left', () => {
    const dice = new Dice(seededRandom(1));
    const bank = { ...PROPOSAL, subjects: [['call', '跟进报价反馈']] as const, reactions: [], asides: [] };
    const told = new Set<string>();
    const choice = fittingSentences(bank.facts, 'call').length;
    const notes = Array.from({ length: choice }, () =>
      composeNote(dice, bank, { person: '王总', product: '网关' }, told),
    );
    expect(new Set(notes.map((note) => note.content)).size).toBe(choice);
  });

  it('name who was spoken to', () => {
    const dice = new Dice(seededRandom(1));
    expect(fillSlots(dice, '{人}问了{产品}', { person: '李经理', product: '网关' })).toBe('李经理问了网关');
  });
});
