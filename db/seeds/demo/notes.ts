import type { ActivityKind } from '../../../kernel/contracts/crm.ts';
import type { Dice } from './dice.ts';
import type { NoteBank } from './note-pieces/note-bank.ts';

export interface NoteSlots {
  /** How the salesperson calls who was spoken to. */
  readonly person: string;
  readonly product: string;
}

export interface Note {
  readonly kind: ActivityKind;
  readonly subject: string;
  readonly content: string;
}

/**
 * Puts a note together from the sentences of its bank that fit its kind. `told` remembers what was written about the
 * same deal, lead or customer already, so that nobody repeats himself while there is something else to say.
 */
export function composeNote(dice: Dice, bank: NoteBank, slots: NoteSlots, told: Set<string>): Note {
  const [kind, subject] = dice.pick(bank.subjects);
  const draw = (sentences: readonly string[]): string => {
    const fitting = fittingSentences(sentences, kind);
    const fresh = fitting.filter((sentence) => !told.has(sentence));
    if (fitting.length === 0) return '';
    const drawn = dice.pick(fresh.length > 0 ? fresh : fitting);
    told.add(drawn);
    return drawn;
  };
  const sentences = [draw(bank.facts)];
  if (dice.chance(0.7)) sentences.push(draw(bank.reactions));
  if (dice.chance(0.12)) sentences.push(draw(bank.asides));
  return { kind, subject, content: fillSlots(dice, sentences.join(''), slots) };
}

/** The sentences of a bank that fit a kind of activity, without the kinds before them. */
export function fittingSentences(sentences: readonly string[], kind: ActivityKind): string[] {
  return sentences.flatMap((sentence) => {
    const [kinds, text] = sentence.includes('|') ? sentence.split('|', 2) : [kind, sentence];
    return kinds?.split(' ').includes(kind) && text ? [text] : [];
  });
}

/** Replaces the slots of a sentence. */
export function fillSlots(dice: Dice, text: string, slots: NoteSlots): string {
  return text.replaceAll(/\{(人|产品|数|天)\}/g, (_, slot: string) => {
    if (slot === '人') return slots.person;
    if (slot === '产品') return slots.product;
    return String(slot === '天' ? dice.pick([15, 30, 45, 60]) : dice.int(3, 24));
  });
}
