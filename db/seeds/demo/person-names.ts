import type { Dice } from './dice.ts';

/** Frequent family names, the most frequent first and weighted so. */
const FAMILY = [
  ...'王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯曾彭萧田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤',
];
const GIVEN =
  '建国 志远 文博 晓东 俊峰 海涛 国庆 永强 立新 少华 思远 嘉明 家乐 子轩 浩然 宇航 明辉 振宇 卫东 春生 德胜 世杰 伟 强 军 勇 涛 斌 鹏 磊 波 辉 超 凯 丽娟 秀英 晓燕 婷婷 雪梅 佳琪 梦瑶 欣怡 雅琴 玉兰 慧敏 春华 淑芬 静怡 晓琳 艳红 美华 文静 敏 静 丽 娜 艳 芳 玲 倩 颖 琳 洁 雯 蕾'.split(
    ' ',
  );

/** A made-up Chinese name of two or three characters. */
export function personName(dice: Dice): string {
  const place = Math.floor(FAMILY.length * dice.unit() ** 1.7);
  return (FAMILY[place] ?? '王') + dice.pick(GIVEN);
}

/** What a salesperson calls somebody: «王总», «李经理», «张工». */
export function addressOf(name: string, title: string): string {
  const family = name.slice(0, 1);
  if (/总经理助理/.test(title)) return `${family}助理`;
  if (/总|厂长|创始人/.test(title)) return `${family}总`;
  if (title.includes('工程师')) return `${family}工`;
  return `${family}${title.slice(-2)}`;
}
