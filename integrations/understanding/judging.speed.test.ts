import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CallTurn } from '../../domain/calls/call-analyst.port.ts';
import { analyseCallBuiltin } from './call/analyse-call-builtin.ts';
import { judgeReplyBuiltin } from './reply/judge-reply-builtin.ts';

const AT = new Date('2026-11-18T10:20:00+08:00');
const lines = <Line>(file: string): Line[] =>
  readFileSync(join(import.meta.dirname, '../../evals', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

function meanMs(rounds: number, count: number, run: () => void): number {
  run();
  const from = performance.now();
  for (let round = 0; round < rounds; round += 1) run();
  return (performance.now() - from) / (rounds * count);
}

it('analyses a call in less than five milliseconds, also one of an hour', () => {
  const calls = lines<{ turns: CallTurn[] }>('calls.jsonl').map(({ turns }) => turns);
  const long = calls.flat();
  expect(
    meanMs(3, calls.length, () => calls.forEach((turns) => analyseCallBuiltin({ turns, at: AT, about: '' }))),
  ).toBeLessThan(5);
  expect(meanMs(3, 1, () => void analyseCallBuiltin({ turns: long, at: AT, about: '' }))).toBeLessThan(60);
});

it('judges a reply in less than a millisecond', () => {
  const replies = lines<{ asked: string; replies: string[] }>('replies.jsonl');
  expect(
    meanMs(3, replies.length, () => replies.forEach((line) => judgeReplyBuiltin({ ...line, at: AT }))),
  ).toBeLessThan(1);
});
