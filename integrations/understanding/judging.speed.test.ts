import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bestWorkTime, onThisMachine } from '../../tests/support/work-time.ts';
import type { CallTurn } from '../../domain/calls/call-analyst.port.ts';
import { analyseCallBuiltin } from './call/analyse-call-builtin.ts';
import { judgeReplyBuiltin } from './reply/judge-reply-builtin.ts';

const AT = new Date('2026-11-18T10:20:00+08:00');
const lines = <Line>(file: string): Line[] =>
  readFileSync(join(import.meta.dirname, '../../evals', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

it('analyses a call in less than five milliseconds, also one of an hour', () => {
  const calls = lines<{ turns: CallTurn[] }>('calls.jsonl').map(({ turns }) => turns);
  const long = calls.flat();
  const analyse = (turns: CallTurn[]) => analyseCallBuiltin({ turns, at: AT, about: '' });
  expect(bestWorkTime(() => calls.forEach(analyse)) / calls.length).toBeLessThan(onThisMachine(5));
  expect(bestWorkTime(() => analyse(long))).toBeLessThan(onThisMachine(60));
});

it('judges a reply in less than a millisecond', () => {
  const replies = lines<{ asked: string; replies: string[] }>('replies.jsonl');
  const judgeAll = (): void => replies.forEach((line) => judgeReplyBuiltin({ ...line, at: AT }));
  expect(bestWorkTime(judgeAll) / replies.length).toBeLessThan(onThisMachine(1));
});
