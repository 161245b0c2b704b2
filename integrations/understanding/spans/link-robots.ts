import type { Span } from './span.ts';

const NUMBER = '(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})';
/** «3号机器人», «三号机», «机器人5号»: a robot by its number, whatever its account is called. */
const NUMBERED = new RegExp(
  `${NUMBER}号(?:机器人|助手机器人|机(?![会构关票器械]))|机器人${NUMBER}号?(?![0-9个条台天])`,
  'gu',
);

/** Robots that are called by a number. */
export function linkRobots(text: string): Span[] {
  return [...text.matchAll(NUMBERED)].map((hit) => ({
    start: hit.index,
    end: hit.index + hit[0].length,
    score: 0.9,
    readings: [{ kind: 'robot' as const }],
  }));
}
