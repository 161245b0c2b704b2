import type { GazetteerEntry, MatchKind } from './gazetteer-entry.ts';
import { cutWords } from '../../../kernel/chinese-words.ts';
import { PLACE_NAMES } from '../../../kernel/place-names.ts';

/** One way to write an entry's name. */
export interface NameVariant {
  readonly text: string;
  readonly match: MatchKind;
  readonly score: number;
}

/** A variant with the entry it belongs to. */
export interface IndexedName extends NameVariant {
  readonly entry: GazetteerEntry;
}

const LEGAL_FORM =
  /(?:股份有限公司|有限责任公司|集团有限公司|控股有限公司|有限公司|分公司|集团公司|总公司|公司|集团|股份|事务所|工作室|经营部|合伙企业|商行)$/;
/** What a firm does, at the end of its name: people leave it out («云帆智能科技» is «云帆»). */
const TRADE =
  /(?:科技|技术|信息|网络|软件|电子|智能|数据|数码|通信|贸易|商贸|进出口|实业|工业|制造|机械|设备|装备|自动化|仪器|材料|化工|能源|新能源|环保|电气|电器|光电|半导体|精密|医药|药业|器械|医疗|生物|健康|食品|饮料|餐饮|服饰|服装|纺织|家居|家具|建材|建设|建筑|工程|装饰|地产|置业|物业|物流|供应链|运输|汽车|汽配|传媒|传播|文化|广告|教育|培训|咨询|管理|服务|投资|金融|保险|农业|酒店|旅游|国际|控股|发展|产业)$/;
const BRACKETS = /[(（【[][^)）】\]]*[)）】\]]/g;
const COMPANY_KINDS: ReadonlySet<string> = new Set(['customer']);
const VALUE_SUFFIX: Readonly<Record<string, RegExp>> = {
  region: /(?:大区|地区|区域|区)$/,
  sector: /(?:行业|产业|领域|业)$/,
  team: /(?:团队|战队|小组|组|部|队)$/,
  tag: /(?:标签|客户)$/,
};

/** Folds a surface so that case, spaces and width do not matter; applied to names and sentences alike. */
export function foldSurface(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** All ways to write the name, longest first, each text once. Variants of one character are left out. */
export function nameVariants(entry: GazetteerEntry): NameVariant[] {
  const seen = new Map<string, NameVariant>();
  const add = (text: string, match: MatchKind, score: number): void => {
    const folded = foldSurface(text).trim();
    if (folded.length >= 2 && !seen.has(folded)) seen.set(folded, { text: folded, match, score });
  };
  add(entry.name, 'full', 1);
  if (entry.code) add(entry.code, 'code', 1);
  for (const alias of entry.aliases ?? []) add(alias, 'alias', 0.97);
  if (COMPANY_KINDS.has(entry.kind))
    for (const short of companyShortNames(entry.name)) add(short.text, 'short', short.score);
  // A lead is as often called by its company.
  if (entry.kind === 'lead')
    for (const company of entry.aliases ?? [])
      for (const short of companyShortNames(company)) add(short.text, 'short', short.score);
  for (const part of nameParts(entry)) add(part, 'part', 0.76);
  const suffix = VALUE_SUFFIX[entry.kind];
  if (suffix) {
    const stem = entry.name.replace(suffix, '');
    if (stem.length >= 2) add(stem, 'short', 0.9);
    if (entry.kind === 'region' && stem.length >= 2)
      for (const tail of ['区', '大区', '区域', '地区']) add(stem + tail, 'alias', 0.97);
    if (entry.kind === 'sector' && stem.length >= 2) for (const tail of ['业', '行业']) add(stem + tail, 'alias', 0.95);
  }
  return [...seen.values()];
}

const PEOPLE_KINDS: ReadonlySet<string> = new Set(['person', 'contact', 'lead']);
const DOUBLE_FAMILY = /^(?:欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|司徒)/;

/** Pieces of a name that stand for it in talk: the brand of a firm, a given name, 「小王」「王总」, the first English name. */
function nameParts({ kind, name, aliases = [], of }: GazetteerEntry): string[] {
  if (kind === 'opportunity') return dealParts(name, of);
  if (kind === 'sector' || kind === 'source' || kind === 'product') {
    const words = cutWords(name).filter((word) => word.length >= 2 && word !== name);
    return kind === 'sector' && /^\p{Script=Han}{4}$/u.test(name) ? [...words, name.slice(0, 2), name.slice(2)] : words;
  }
  if (COMPANY_KINDS.has(kind)) {
    if (/^[a-z]{4,} /i.test(name)) return [name.split(' ')[0] ?? name];
    const brands = [...aliases, companyShortNames(name).at(-1)?.text ?? ''].filter((text) =>
      /^\p{Script=Han}{4,}$/u.test(text),
    );
    return brands.map((brand) => brand.slice(0, 2)).filter((brand) => !PLACE_NAMES.includes(brand));
  }
  if (!PEOPLE_KINDS.has(kind)) return [];
  if (/^[a-z]+ [a-z]+/i.test(name)) return [name.split(' ')[0] ?? name];
  if (!/^\p{Script=Han}{2,4}$/u.test(name)) return [];
  const family = DOUBLE_FAMILY.exec(name)?.[0] ?? name.slice(0, 1);
  const given = name.slice(family.length);
  const called = ['小', '老'].map((prefix) => prefix + family);
  const titled = ['总', '经理', '哥', '姐', '主任', '老师', '工'].map((title) => family + title);
  return [...called, ...titled, ...(given.length === 2 ? [given] : [])];
}

/** What a deal is of, at the end of its name, and how far it goes. */
const DEAL_TAIL = /(?:项目|商机|订单|合同|采购|[一二三四五六]期|第[一二三四五六]期|升级|改造|系统|平台)$/;

/** A deal without its customer in front, and without the words all deals share behind. */
function dealParts(name: string, of?: string): string[] {
  const firm = (of ? companyShortNames(of) : [])
    .map((short) => short.text)
    .flatMap((text) => [text, text.slice(0, 4), text.slice(0, 2)])
    .find((text) => text.length >= 2 && name.startsWith(text));
  const own = firm ? name.slice(firm.length) : name;
  return [own, own.replace(DEAL_TAIL, ''), name.replace(DEAL_TAIL, '')].filter(
    (part) => part !== name && part.length >= 3,
  );
}

/** 「杭州云帆智能科技有限公司」 -> 「杭州云帆智能科技」「云帆智能科技有限公司」「云帆智能科技」「云帆智能」「云帆」. */
export function companyShortNames(name: string): { text: string; score: number }[] {
  const found: { text: string; score: number }[] = [];
  const plain = name.replaceAll(BRACKETS, '');
  const legal = stripLegalForm(plain);
  const bare = stripPlace(legal);
  found.push(
    { text: plain, score: 0.98 },
    { text: legal, score: 0.95 },
    { text: stripPlace(plain), score: 0.95 },
    { text: bare, score: 0.92 },
  );
  let stem = bare;
  for (let score = 0.88; score > 0.7; score -= 0.06) {
    const shorter = stem.replace(TRADE, '');
    if (shorter === stem || shorter.length < 2) break;
    stem = shorter;
    found.push({ text: stem, score }, { text: legal.slice(0, legal.indexOf(bare)) + stem, score });
  }
  return found.filter((variant) => variant.text.length >= 2);
}

function stripLegalForm(name: string): string {
  let stem = name;
  for (let round = 0; round < 3; round += 1) {
    const shorter = stem.replace(LEGAL_FORM, '');
    if (shorter === stem || shorter.length < 2) return stem;
    stem = shorter;
  }
  return stem;
}

function stripPlace(name: string): string {
  let stem = name;
  for (let round = 0; round < 2; round += 1) {
    const place = PLACE_NAMES.find((candidate) => stem.startsWith(candidate));
    if (!place) return stem;
    const shorter = stem.slice(place.length).replace(/^[省市区县]/, '');
    if (shorter.length < 2) return stem;
    stem = shorter;
  }
  return stem;
}
