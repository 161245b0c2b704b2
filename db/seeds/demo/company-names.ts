import { pinyin } from 'pinyin-pro';
import type { Dice } from './dice.ts';
import { CITIES, STREETS, type Region } from './places.ts';
import { landlineNumber } from './phone-numbers.ts';
import { SECTORS, type Sector } from './sectors.ts';

/** A made-up company, whether a customer already or only the employer of a lead. */
export interface Company {
  readonly name: string;
  readonly shortName: string;
  readonly region: Region;
  readonly city: string;
  readonly sector: Sector;
  /** Latin letters for addresses under the reserved domain example.com (RFC 2606). */
  readonly slug: string;
  readonly phone: string;
  readonly address: string;
}

/** First and second characters of made-up brands; seldom ones, so that no known brand comes up. */
const FIRST = [...'昱澄祺珩嵘骏穗湛砚栎霁筠峻铎铄谦弘沐垣禹皓彦稼韬晗璟钧溢'];
const SECOND = [...'川森禾驰拓辰宁远航帆科沃朗泽屿峰岚恒坤润瑞迪洲锦立诚邦原腾益'];

/** Draws companies, no brand twice. There are 840 brands. @throws RangeError when they are used up */
export function companyMaker(dice: Dice): (region: Region) => Company {
  const brands = dice.shuffle(FIRST.flatMap((first) => SECOND.map((second) => first + second)));
  return (region) => {
    const brand = brands.pop();
    if (!brand) throw new RangeError('all brands are used up');
    const cities = CITIES[region];
    const city = dice.weighted(cities, (one) => cities.length - cities.indexOf(one) * 0.7);
    const sector = dice.weighted(SECTORS, (one) => one.weight);
    const [trade, short] = dice.pick(sector.trades);
    const form = dice.chance(0.06) ? '股份有限公司' : '有限公司';
    return {
      name: dice.chance(0.12) ? `${brand}${trade}（${city.name}）有限公司` : `${city.name}${brand}${trade}${form}`,
      shortName: dice.chance(0.6) ? brand + short : brand,
      region,
      city: city.name,
      sector,
      slug: pinyin(brand, { toneType: 'none', type: 'array' }).join(''),
      phone: landlineNumber(dice, city),
      address: `${city.name}市${dice.pick(city.districts)}${dice.pick(STREETS)}${dice.int(2, 999)}号`,
    };
  };
}
