import { describe, expect, it } from 'vitest';
import { PRIORITIES, type Priority } from '../../../kernel/contracts/judgement.ts';
import type { DelayBand } from '../../../kernel/contracts/policies.ts';
import { seededRandom, type Random } from '../../../kernel/random.ts';
import { DELAY_BANDS } from './delay-bands.ts';
import { tellDelay } from './tell-delay.ts';

const { bands } = DELAY_BANDS.initial;
/** Dice that say which bounds they were thrown between, and fall on one of them. */
function fixed(fall: 'low' | 'high'): Random & { thrown: [number, number][] } {
  const thrown: [number, number][] = [];
  return {
    thrown,
    int: (min, max) => {
      thrown.push([min, max]);
      return fall === 'low' ? min : max - 1;
    },
    bytes: (length) => Buffer.alloc(length),
  };
}
const at = (time: string): Date => new Date(`2026-11-18T${time}+08:00`);
const told = (time: string, priority: Priority, random: Random = fixed('low')) =>
  tellDelay(bands, { now: at(time), priority, random });

type Cell = readonly [band: string, least: number, most: number] | readonly [band: string, at: string];
const EVENING: Cell = ['晚班', 60, 300];
const MORNING: Cell = ['清晨', 60, 300];
const DAY: Cell = ['白班', 0, 0];
/** Every edge of the day and both sides of it, for every priority. */
const TABLE: ReadonlyArray<readonly [time: string, high: Cell, medium: Cell, low: Cell]> = [
  ['00:00:00', ['深夜·高', 300, 600], ['深夜·中', 600, 1800], ['深夜·低', '2026-11-18T09:00:00+08:00']],
  ['03:30:00', ['深夜·高', 300, 600], ['深夜·中', 600, 1800], ['深夜·低', '2026-11-18T09:00:00+08:00']],
  ['05:59:59', ['深夜·高', 300, 600], ['深夜·中', 600, 1800], ['深夜·低', '2026-11-18T09:00:00+08:00']],
  ['06:00:00', MORNING, MORNING, MORNING],
  ['08:59:59', MORNING, MORNING, MORNING],
  ['09:00:00', DAY, DAY, DAY],
  ['20:59:59', DAY, DAY, DAY],
  ['21:00:00', EVENING, EVENING, EVENING],
  ['23:59:59', EVENING, EVENING, EVENING],
];
const CELLS = TABLE.flatMap(([time, ...cells]) =>
  cells.map((cell, index) => ({ time, priority: PRIORITIES[index]!, cell })),
);

describe('when an answer leaves', () => {
  it.each(CELLS)('$time, $priority', ({ time, priority, cell }) => {
    for (const fall of ['low', 'high'] as const) {
      const dice = fixed(fall);
      const delay = told(time, priority, dice);
      expect(delay.band).toBe(cell[0]);
      const expected =
        cell.length === 2
          ? new Date(cell[1])
          : new Date(at(time).getTime() + 1000 * (fall === 'low' ? cell[1] : cell[2]));
      expect(delay.run_at).toEqual(expected);
      expect(dice.thrown).toEqual(cell.length === 3 && cell[2] > 0 ? [[cell[1], cell[2] + 1]] : []);
      expect(delay.reason).toMatch(/[一-鿿]/);
    }
  });

  it('is the same for the same seed, and differs within the bounds for others', () => {
    const seconds = (seed: number) => told('21:40:00', 'medium', seededRandom(seed)).seconds!;
    expect(seconds(7)).toBe(seconds(7));
    const many = Array.from({ length: 200 }, (_, seed) => seconds(seed));
    expect(Math.min(...many)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...many)).toBeLessThanOrEqual(300);
    expect(new Set(many).size).toBeGreaterThan(50);
  });

  it('says why in one sentence', () => {
    const dice: Random = { int: () => 192, bytes: (length) => Buffer.alloc(length) };
    expect(told('21:40:00', 'medium', dice).reason).toBe(
      '21:40 属于“晚班”，中优先级延迟 60-300 秒，这次等 3 分 12 秒，21:43 发送',
    );
    expect(told('23:58:00', 'high', dice).reason).toContain('次日 00:01 发送');
    expect(told('02:00:00', 'low').reason).toBe('02:00 属于“深夜·低”，低优先级在 09:00 前不回复，09:00 发送');
    expect(told('10:00:00', 'low').reason).toBe('10:00 属于“白班”，低优先级立即回复');
  });

  it('sends nothing by itself where the table says so, and waits for tomorrow when the hour is past', () => {
    const none: DelayBand = { name: '全天', from: '00:00', to: '24:00', priorities: ['low'], rule: { kind: 'none' } };
    const moment = { now: at('22:00:00'), priority: 'low' as const, random: fixed('low') };
    expect(tellDelay([none], moment)).toMatchObject({ run_at: null, seconds: null });
    const morning: DelayBand = { ...none, rule: { kind: 'not_before', at: '09:00', min_seconds: 0, max_seconds: 60 } };
    expect(tellDelay([morning], moment).run_at).toEqual(new Date('2026-11-19T09:00:00+08:00'));
  });
});

describe('a table of delays', () => {
  const without = (name: string): DelayBand[] => bands.filter((band) => band.name !== name);

  it('is total as it comes', () => {
    expect(DELAY_BANDS.check(DELAY_BANDS.initial)).toEqual([]);
    for (let minute = 0; minute < 1440; minute += 1) {
      const now = new Date(at('00:00:00').getTime() + minute * 60_000);
      for (const priority of PRIORITIES)
        expect(() => tellDelay(bands, { now, priority, random: fixed('low') })).not.toThrow();
    }
  });

  it.each([
    [
      'a gap in the middle',
      without('清晨'),
      ['高优先级 06:00-09:00 没有规定', '中优先级 06:00-09:00 没有规定', '低优先级 06:00-09:00 没有规定'],
    ],
    ['a gap for one priority', without('深夜·低'), ['低优先级 00:00-06:00 没有规定']],
    [
      'a gap at the end',
      [...without('晚班'), { ...bands[5]!, to: '23:59' }],
      PRIORITIES.map((_, index) => `${['高', '中', '低'][index]}优先级 23:59-24:00 没有规定`),
    ],
    [
      'an overlap',
      [...bands, { ...bands[0]!, name: '又一条', from: '05:59' }],
      ['高优先级 05:59-06:00 有两条规定（“又一条”重叠）'],
    ],
    [
      'a band inside another',
      [...bands, { ...bands[4]!, name: '午休', from: '12:00', to: '14:00', priorities: ['low'] }],
      ['低优先级 12:00-14:00 有两条规定（“午休”重叠）'],
    ],
    [
      'a band across midnight',
      [...without('晚班'), { ...bands[5]!, from: '21:00', to: '06:00' }],
      ['“晚班”的开始 21:00 不早于结束 06:00，跨零点的时段请拆成两条'],
    ],
    [
      'bounds the wrong way round',
      [...without('白班'), { ...bands[4]!, rule: { kind: 'delay', min_seconds: 9, max_seconds: 1 } }],
      ['“白班”的最小延迟 9 秒大于最大延迟 1 秒'],
    ],
  ] satisfies [string, DelayBand[], string[]][])('is refused with the place: %s', (_name, table, problems) => {
    expect(DELAY_BANDS.check({ bands: table })).toEqual(expect.arrayContaining(problems));
  });
});
