import { describe, expect, it } from 'vitest';
import { DIAL_STATES } from '../../../domain/calls/dial-states.ts';
import { END_REASONS } from '../../../domain/calls/end-reasons.ts';
import { FAILURE_REASONS } from '../../../domain/calls/failure-reasons.ts';
import { GROUP_STATES } from '../../../domain/calls/group-states.ts';
import { JOB_STATES } from '../../../domain/calls/job-states.ts';
import { END_REASON, FAILURE_REASON, GROUP_STATUS, JOB_STATUS, nameOf, TASK_STATUS, wordOf } from './wire-words.ts';

const TABLES = [
  ['job states', JOB_STATUS, JOB_STATES, 7],
  ['dial states', TASK_STATUS, DIAL_STATES, 33],
  ['end reasons', END_REASON, END_REASONS, 9],
  ['failure reasons', FAILURE_REASON, FAILURE_REASONS, 15],
  ['group states', GROUP_STATUS, GROUP_STATES, 8],
] as const;

describe.each(TABLES)('%s', (_name, table, words, size) => {
  const rows = Object.entries(table) as [string, readonly [number | null, string]][];

  it('have one name on the wire each, there and back', () => {
    expect(rows.length).toBe(size);
    const ours = rows.map(([, [, word]]) => word);
    expect(new Set(ours).size).toBe(ours.length);
    // What the vendor has no word for is only our `unknown`.
    expect(words.filter((word) => word !== 'unknown' && !ours.includes(word))).toEqual([]);
    for (const [name, [, word]] of rows) {
      expect(wordOf(table, name)).toBe(word);
      expect(nameOf(table, word)).toBe(name);
    }
  });

  it('are read by their number too', () => {
    const numbered = rows.filter(([, [code]]) => code !== null);
    expect(new Set(numbered.map(([, [code]]) => code)).size).toBe(numbered.length);
    for (const [, [code, word]] of numbered) {
      expect(wordOf(table, code)).toBe(word);
      expect(wordOf(table, String(code))).toBe(word);
    }
  });

  it('leave a word that nobody knows unknown', () => {
    for (const odd of ['Dreaming', 99, '99', null, undefined, {}, '', 'constructor', '__proto__'])
      expect(wordOf(table, odd)).toBeNull();
  });
});
