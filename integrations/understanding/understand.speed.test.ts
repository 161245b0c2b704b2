import { describe, expect, it } from 'vitest';
import { bestWorkTime, onThisMachine } from '../../tests/support/work-time.ts';
import { TOOLS } from '../../tools/registry.ts';
import type { GazetteerEntry } from './gazetteer/gazetteer-entry.ts';
import { ENTRIES, LAYER, ME, NOW } from './knowledge.test-support.ts';
import { makeKnowledge } from './make-knowledge.ts';
import { ToolRanker } from './ranking/tool-ranker.ts';
import { understand } from './understand.ts';

const FIRST = '启明瑞丰宏盛嘉恒泰安卓越远博腾金汇华锐德信诚佳美源鑫兴隆祥和顺达通利永康宁静';
const TRADES = [
  '智能科技',
  '精密制造',
  '生物医药',
  '供应链管理',
  '电子商务',
  '建筑工程',
  '新材料',
  '软件',
  '物流',
  '食品',
];
const CITIES = ['杭州', '苏州', '深圳', '成都', '武汉', '青岛', '长沙', '合肥'];

/** Firms with made-up names, each different. */
function firms(count: number): GazetteerEntry[] {
  const chars = [...FIRST];
  return Array.from({ length: count }, (_none, index) => {
    const brand = [index, Math.floor(index / chars.length), Math.floor(index / chars.length ** 2)]
      .map((at) => chars[at % chars.length])
      .join('');
    return {
      kind: 'customer',
      id: `f${index}`,
      name: `${CITIES[index % CITIES.length]}${brand}${TRADES[index % TRADES.length]}有限公司`,
      code: `KH-${index}`,
    };
  });
}

const SENTENCES = [
  '华东区上个月赢单金额按销售排名',
  '给海棠生物打上重点客户标签，再约明天上午十点拜访',
  '看看启明瑞智能科技的往来记录',
  '宋佳上周去拜访了哪些客户',
  '记一下，今天拜访了海棠生物，对方想先试用两个月再谈合同',
  '金额50万以上还在谈的单子有哪些',
  '那华南呢',
  '海堂生物的联系人',
];

describe('speed', () => {
  it('trains on all phrases in less than 300 ms', () => {
    const train = () => expect(new ToolRanker(TOOLS, LAYER, NOW).isOrdinary('客户')).toBe(true);
    expect(bestWorkTime(train, 12)).toBeLessThan(onThisMachine(300));
  });

  it('reads a turn in less than 20 ms with 50,000 names', () => {
    const knowledge = makeKnowledge({ tools: TOOLS, layer: LAYER, entries: [...ENTRIES, ...firms(50_000)], now: NOW });
    const run = (text: string): number =>
      bestWorkTime(() => understand({ text, history: {}, me: ME, now: NOW, tools: TOOLS }, knowledge), 1);
    for (const text of SENTENCES) for (let warm = 0; warm < 5; warm += 1) run(text);
    const times = SENTENCES.flatMap((text) => Array.from({ length: 20 }, () => run(text))).toSorted((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.95)]).toBeLessThan(onThisMachine(20));
  });
});
