import { describe, expect, it } from 'vitest';
import { bestTime, comingTimes } from './coming-times.ts';

const WEDNESDAY = new Date('2026-11-18T10:20:00+08:00');
const best = (text: string): string | undefined => bestTime(comingTimes(text, WEDNESDAY))?.at;

describe('the time somebody wants to be contacted at', () => {
  it.each([
    ['下周三下午再打', '2026-11-25T15:00'],
    ['这周不行下周三下午两点吧', '2026-11-25T14:00'],
    ['周末没空，下周一联系我', '2026-11-23T09:00'],
    ['合同到明年三月份，明年三月你再来联系', '2027-03-01T09:00'],
    ['半小时以后打', '2026-11-18T10:50'],
    ['过完年再说', '2027-02-15T09:00'],
    ['不是这个周末是下周六', '2026-11-28T09:00'],
    ['我跟领导汇报一下两周以后你再打给我', '2026-12-02T09:00'],
    ['今天给我回个电话', '2026-11-18T12:20'],
  ])('%s', (text, at) => expect(best(text)).toBe(at));

  it.each(['上个月刚买', '签了三年的合同', '预产期是一月十五号', '便宜一点那就要', '这几天出差', '明年再看'])(
    'none in «%s»',
    (text) => expect(best(text)).toBeUndefined(),
  );
});
