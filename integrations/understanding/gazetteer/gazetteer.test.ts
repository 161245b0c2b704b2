import { describe, expect, it } from 'vitest';
import { Gazetteer } from './gazetteer.ts';
import { companyShortNames } from './name-variants.ts';

const gazetteer = new Gazetteer([
  { kind: 'customer', id: 'c1', name: '杭州云帆智能科技有限公司', code: 'KH-000123', hint: '杭州' },
  { kind: 'customer', id: 'c2', name: '上海云帆物流有限公司', hint: '上海' },
  { kind: 'customer', id: 'c3', name: '宏图精密制造股份有限公司' },
  { kind: 'customer', id: 'c4', name: 'Bluewave Trading Co.', aliases: ['Bluewave'] },
  { kind: 'customer', id: 'c5', name: '大成贸易有限公司' },
  { kind: 'person', id: 'p1', name: '王磊' },
  { kind: 'region', id: 'r1', name: '华东' },
]);
const ids = (text: string): string[][] =>
  gazetteer.findMentions(text).map((mention) => mention.candidates.map((candidate) => candidate.entry.id));
const slips = (text: string): string[] =>
  gazetteer
    .findSlips(text, 0, text.length, () => false)
    .flatMap((mention) => mention.candidates.map((candidate) => candidate.entry.id));

describe('Gazetteer', () => {
  it('shortens company names step by step', () => {
    const shorts = companyShortNames('杭州云帆智能科技有限公司').map((variant) => variant.text);
    for (const expected of ['云帆智能科技', '云帆', '杭州云帆', '云帆智能科技有限公司'])
      expect(shorts).toContain(expected);
  });

  it('finds full names, short names, codes and English names in any case', () => {
    expect(ids('看看云帆智能科技的情况')).toContainEqual(['c1']);
    expect(ids('查kh-000123')).toContainEqual(['c1']);
    expect(ids('bluewave最近怎么样')).toContainEqual(['c4']);
    expect(ids('华东区的客户')).toContainEqual(['r1']);
  });

  it('keeps several records of one name', () => {
    expect(ids('云帆的联系人')).toContainEqual(expect.arrayContaining(['c1', 'c2']));
  });

  it('does not find a name inside other words', () => {
    expect(ids('最大成交额')).toEqual([]);
    expect(ids('mybluewaves')).toEqual([]);
  });

  it('finds names by sound, by pinyin letters and with one wrong character', () => {
    expect(slips('宏图精蜜制造')).toContain('c3');
    expect(slips('红图精密')).toContain('c3');
    expect(slips('yunfan')).toEqual(expect.arrayContaining(['c1', 'c2']));
    expect(slips('王雷')).toContain('p1');
    expect(slips('张雷')).toEqual([]);
  });

  it('follows changes at run time', () => {
    const live = new Gazetteer([{ kind: 'customer', id: 'x', name: '旧名电子有限公司' }]);
    live.update({ kind: 'customer', id: 'x', name: '新颜电子有限公司' });
    expect(live.findMentions('旧名电子')).toEqual([]);
    expect(live.findMentions('新颜电子')).not.toEqual([]);
    live.remove('customer', 'x');
    expect(live.findMentions('新颜电子')).toEqual([]);
    expect(live.size).toBe(0);
  });
});
