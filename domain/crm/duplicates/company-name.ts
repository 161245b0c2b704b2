import { PLACE_NAMES } from '../../../kernel/place-names.ts';
import { normalName } from '../names/normal-name.ts';

/** A company's name taken apart: «北京云帆智能科技有限公司» is place 北京, core 云帆智能科技, brand 云帆, trade 智能科技. */
export interface CompanyName {
  /** The whole name without case, width, spaces and punctuation. */
  readonly full: string;
  /** Where it is registered, as far as the name says. */
  readonly place: string;
  /** Without place and legal form. */
  readonly core: string;
  /** Without what the firm does either. */
  readonly brand: string;
  readonly trade: string;
}

const BRACKETS = /[(（【[]([^)）】\]]*)[)）】\]]/g;
const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|集团公司|总公司|股份公司|公司|集团|股份|有限|事务所|工作室|经营部|合伙企业|商行|coltd|limited|ltd|inc|llc|gmbh|corp|corporation)$/;
const TRADE =
  /(?:科技|技术|信息|网络|软件|电子|智能|智造|数据|数码|通信|贸易|商贸|进出口|实业|工业|制造|机械|设备|装备|自动化|仪器|材料|化工|能源|新能源|环保|电气|电器|光电|半导体|精密|医药|药业|器械|医疗|生物|健康|食品|饮料|餐饮|服饰|服装|纺织|家居|家具|建材|建设|建筑|工程|装饰|地产|置业|物业|物流|供应链|运输|汽车|汽配|传媒|传播|文化|广告|教育|培训|咨询|管理|服务|投资|金融|保险|农业|酒店|旅游|国际|控股|发展|产业)$/;
/** A part of a group that is a customer of its own: it stays part of the name. */
const PLACE_TAIL = /^(?:省|市|自治区|特别行政区|区|县)/;
const PLACES = ['中国', ...PLACE_NAMES];

/** Takes a company's name apart. Something always stays: a name of nothing but place and trade keeps them. */
export function companyName(name: string): CompanyName {
  const inner = [...name.normalize('NFKC').matchAll(BRACKETS)].map((match) => normalName(match[1] ?? ''));
  const full = normalName(name);
  const named = inner
    .map((text) => PLACES.find((place) => text.startsWith(place)))
    .find((place) => place !== undefined);
  const open = normalName(
    name.normalize('NFKC').replaceAll(BRACKETS, (whole, text: string) => (isAside(text) ? '' : whole)),
  );
  const { place, rest } = withoutPlace(withoutTail(open, LEGAL_FORM));
  const core = rest.length >= 2 ? rest : full;
  const brand = withoutTail(core, TRADE);
  return { full, place: place || (named ?? ''), core, brand, trade: core.slice(brand.length) };
}

/** What stands in brackets is left out when it is a place or the legal form; «(二厂)» tells two firms apart. */
function isAside(text: string): boolean {
  const plain = normalName(text);
  return PLACES.some((place) => plain.startsWith(place)) || LEGAL_FORM.test(plain);
}

function withoutPlace(name: string): { place: string; rest: string } {
  let rest = name;
  let place = '';
  for (let round = 0; round < 3; round += 1) {
    const found = PLACES.find((one) => rest.startsWith(one));
    if (!found) break;
    const shorter = rest.slice(found.length).replace(PLACE_TAIL, '');
    if (shorter.length < 2) break;
    rest = shorter;
    place = found;
  }
  return { place, rest };
}

/** Cuts endings as long as two characters stay. */
function withoutTail(name: string, tail: RegExp): string {
  let rest = name;
  for (;;) {
    const shorter = rest.replace(tail, '');
    if (shorter === rest || shorter.length < 2) return rest;
    rest = shorter;
  }
}
