import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import type { Cell } from '../../kernel/contracts/reports.ts';
import { isSame } from './score.ts';

/** What a person sees of an answer. */
export interface ChatAnswer {
  readonly text: string;
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** Puts the words and the tables of an answer together from its AG-UI events. */
export function readAnswer(events: readonly Readonly<Record<string, unknown>>[]): ChatAnswer {
  let text = '';
  const tables = new Map<string, readonly Readonly<Record<string, Cell>>[]>();
  for (const event of events) {
    if (event['type'] === 'TEXT_MESSAGE_CONTENT') text += String(event['delta']);
    if (event['type'] !== 'ACTIVITY_SNAPSHOT' || event['activityType'] !== 'table') continue;
    const part = event['content'] as Extract<AnswerPart, { type: 'table' }>;
    tables.set(String(event['messageId']), part.rows);
  }
  return { text, rows: [...tables.values()].flat() };
}

/** Whether a number stands in a table of the answer or, as people write it, in its words. */
export function saysNumber(answer: ChatAnswer, expected: number): boolean {
  return (
    answer.rows.some((row) => Object.values(row).some((cell) => isSame(cell, expected))) ||
    textSays(answer.text, expected)
  );
}

/** Whether a table of the answer has a row with this name and this number. */
export function saysPair(answer: ChatAnswer, name: string, expected: number): boolean {
  return answer.rows.some((row) => {
    const cells = Object.values(row);
    return cells.includes(name) && cells.some((cell) => isSame(cell, expected));
  });
}

/** Numbers in words: 4,400 · 62.8% · 519.6 万 · ¥5,196,283. A number is right when it is the truth at its own precision. */
function textSays(text: string, expected: number): boolean {
  for (const [, digits = '', unit = ''] of text.matchAll(/(-?\d[\d,]*(?:\.\d+)?)\s*(%|万|亿)?/g)) {
    const plain = digits.replaceAll(',', '');
    const scale = { '%': 0.01, 万: 1e4, 亿: 1e8 }[unit] ?? 1;
    const decimals = plain.split('.')[1]?.length ?? 0;
    const precision = 0.5 * 10 ** -decimals * scale;
    // A bare whole number must be exact, else 2 would pass for 1.6.
    const allowed = unit === '' && decimals === 0 ? 1e-9 : precision * 1.000001;
    if (Math.abs(Number(plain) * scale - expected) <= allowed) return true;
  }
  return false;
}
