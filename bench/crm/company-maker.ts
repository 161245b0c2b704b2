import { CITIES } from '../../db/seeds/demo/places.ts';

/** A company of the benchmark. */
export interface BenchCompany {
  readonly name: string;
  readonly shortName: string;
  readonly region: string;
  readonly city: string;
  readonly sector: string;
}

const FIRST = [...'华中天东新金恒远博瑞汇盛康德凯安信诚创智云海龙宏鑫泰嘉宝卓众利达明光润丰兴锦奥启'];
const SECOND = [...'星源达成业通恒泰科创和信义美联邦佳讯捷诺维思腾飞翔宇航帆润泽森林峰岳川江河湖洋'];
const THIRD = [...'特尔思奇莱安迪克斯顿博尼亚兰柏赛格雷曼盛昌隆茂'];
const TRADES: readonly (readonly [trade: string, sector: string])[] = [
  ['机械设备', '装备制造'],
  ['精密仪器', '装备制造'],
  ['电子科技', '电子信息'],
  ['软件技术', '电子信息'],
  ['生物医药', '医疗健康'],
  ['医疗器械', '医疗健康'],
  ['食品饮料', '消费品'],
  ['日用品', '消费品'],
  ['供应链管理', '物流'],
  ['国际物流', '物流'],
  ['建筑工程', '建筑'],
  ['装饰材料', '建筑'],
  ['新能源', '能源'],
  ['环保设备', '能源'],
  ['教育咨询', '服务'],
  ['人力资源', '服务'],
];
const FORMS = ['有限公司', '有限公司', '有限公司', '股份有限公司'];

/** Chance from a seed (mulberry32): the same companies in every run. */
export function seededUnit(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** So many companies with different names. */
export function makeCompanies(count: number, unit: () => number): BenchCompany[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(unit() * list.length)] as T;
  const places = Object.entries(CITIES).flatMap(([region, cities]) =>
    cities.map((city) => ({ region, city: city.name })),
  );
  const companies = new Map<string, BenchCompany>();
  while (companies.size < count) {
    const { region, city } = pick(places);
    const brand = pick(FIRST) + pick(SECOND) + (unit() < 0.5 ? pick(THIRD) : '');
    const [trade, sector] = pick(TRADES);
    const name = `${city}${brand}${trade}${pick(FORMS)}`;
    companies.set(name, { name, shortName: brand, region, city, sector });
  }
  return [...companies.values()];
}
