import type { Actor } from '../../kernel/actor.ts';
import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import type { Piece } from './answer.ts';

/** Whose records an answer can hold at all; empty for somebody who sees everybody's. */
export function scopeWords(actor: Pick<Actor, 'dataScope' | 'teamId'>, noun: string): string {
  if (actor.dataScope === 'all') return '';
  return actor.dataScope === 'own' || !actor.teamId ? `只含您负责的${noun}` : `只含本团队的${noun}`;
}

/** What was asked for and whose records were looked at, in one line; no part when nothing narrows the answer. */
export function filterPart(
  actor: Pick<Actor, 'dataScope' | 'teamId'>,
  noun: string,
  conditions: readonly Piece[],
): AnswerPart[] {
  const words = [...conditions, scopeWords(actor, noun)].filter((one): one is string => Boolean(one));
  return words.length === 0 ? [] : [{ type: 'filter', sentence: words.join('，') }];
}
