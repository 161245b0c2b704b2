import type { DuplicateMatch, MatchKind, MatchLevel } from '../../../kernel/contracts/data-quality.ts';
import { differByOne, normalName } from '../names/normal-name.ts';
import { companyName, type CompanyName } from './company-name.ts';
import { EVIDENCE, MATCH_WORDS, type PairKind } from './evidence.ts';
import type { MatchRecord } from './match-record.ts';

/** Pairs below this are not stored. */
export const LEAST_CANDIDATE = 60;
/** Below this nothing is shown while somebody types. */
export const LEAST_WHILE_TYPING = 50;

export interface PairScore {
  /** 0 to 100. */
  readonly score: number;
  /** What counted, the strongest first. */
  readonly kinds: MatchKind[];
}

/** From which score on which level. */
export function levelOf(score: number): MatchLevel {
  if (score >= 90) return 'certain';
  return score >= 75 ? 'likely' : 'possible';
}

export function reasonsOf(kinds: readonly MatchKind[]): DuplicateMatch['reasons'] {
  return kinds.map((kind) => ({ kind, label: MATCH_WORDS[kind] }));
}

/**
 * How sure it is that two records are one, from what they share. Independent hints add up (noisy or: the chance that not
 * every one of them is an accident); what speaks against it makes the whole smaller.
 */
export function scorePair(left: MatchRecord, right: MatchRecord, shared: readonly MatchKind[]): PairScore {
  const weights = EVIDENCE[`${left.entity}~${right.entity}` satisfies PairKind];
  const names = companiesOf(left, right);
  const counted = new Map<MatchKind, number>();
  for (const kind of strongestNameOnly(shared)) {
    const weight = weights[kind] * nameTrust(kind, names);
    if (weight > 0) counted.set(kind, Math.min(99, weight) / 100);
  }
  let doubt = 1;
  for (const weight of counted.values()) doubt *= 1 - weight;
  if (counted.size > 0 && left.city && left.city === right.city) doubt *= 0.9;
  const score = Math.round(100 * (1 - doubt) * contradiction(left, right, names, counted));
  const kinds = [...counted].sort((a, b) => b[1] - a[1]).map(([kind]) => kind);
  return { score, kinds };
}

interface Companies {
  readonly left: CompanyName;
  readonly right: CompanyName;
}

function companiesOf(left: MatchRecord, right: MatchRecord): Companies | undefined {
  const name = (record: MatchRecord): string | null => (record.entity === 'customer' ? record.name : record.company);
  const [a, b] = [name(left), name(right)];
  return a && b ? { left: companyName(a), right: companyName(b) } : undefined;
}

const NAME_KINDS: readonly MatchKind[] = ['name', 'brand', 'pinyin', 'slip'];
const PERSON_KINDS: readonly MatchKind[] = ['person', 'person_pinyin'];

/** An equal name also sounds equal: of hints that follow from each other only the strongest counts. */
function strongestNameOnly(shared: readonly MatchKind[]): MatchKind[] {
  const best = (kinds: readonly MatchKind[]): MatchKind | undefined => kinds.find((kind) => shared.includes(kind));
  const others = shared.filter((kind) => !NAME_KINDS.includes(kind) && !PERSON_KINDS.includes(kind));
  return [best(NAME_KINDS), best(PERSON_KINDS), ...others].filter((kind) => kind !== undefined);
}

/** What differs although the names are alike: numbers, directions and parts that tell two firms of one group apart. */
const TELLS_APART = /[0-9零一二三四五六七八九十甲乙丙丁东南西北中上下新老大小]/gu;

/** How far an equal name is to be trusted, 0 to about 1.1, by the parts of both names that are not equal. */
function nameTrust(kind: MatchKind, names: Companies | undefined): number {
  if (!names || !NAME_KINDS.includes(kind)) return 1;
  const { left, right } = names;
  if (left.full === right.full) return 1.1;
  const samePlace = left.place === '' || right.place === '' || left.place === right.place;
  if (kind === 'name') return samePlace ? 1 : 0.5;
  // Names that share all but one character at different places share a key, too: that is no slip.
  const isSlip = differByOne(left.brand, right.brand) && marks(left.brand) === marks(right.brand);
  if (kind === 'slip' && !isSlip) return 0;
  const sameTrade = left.trade === right.trade;
  const openTrade = left.trade === '' || right.trade === '';
  const trade = sameTrade ? 1.1 : openTrade ? 1 : 0.4;
  const short = kind === 'pinyin' && left.brand.length <= 2 ? 0.9 : 1;
  return trade * short * (samePlace ? 1 : 0.5);
}

function marks(brand: string): string {
  return [...brand.matchAll(TELLS_APART)].map(([mark]) => mark).join('');
}

/** What speaks against it: two different valid credit codes are two firms; two people may share one switchboard or phone. */
function contradiction(
  left: MatchRecord,
  right: MatchRecord,
  names: Companies | undefined,
  counted: ReadonlyMap<MatchKind, number>,
): number {
  let factor = 1;
  if (left.credit_code && right.credit_code && left.credit_code !== right.credit_code) factor *= 0.3;
  if (left.city && right.city && left.city !== right.city) factor *= 0.85;
  if (names && names.left.place !== '' && names.right.place !== '' && names.left.place !== names.right.place)
    factor *= 0.8;
  const isPerson = left.entity !== 'customer' && right.entity !== 'customer';
  if (isPerson && unlikePeople(left, right) && !counted.has('person_pinyin')) factor *= 0.7;
  const onlyContactData = names && NAME_KINDS.every((kind) => !counted.has(kind)) && !isPerson;
  if (onlyContactData) factor *= 0.9;
  return factor;
}

function unlikePeople(left: MatchRecord, right: MatchRecord): boolean {
  const [a, b] = [normalName(left.name ?? ''), normalName(right.name ?? '')];
  if (a === '' || b === '' || a === b) return false;
  // «王总» may be 王磊: a title instead of a given name is no contradiction.
  return a[0] !== b[0] || !/[总经理主任老师工先生女士]/.test(a.slice(1) + b.slice(1));
}
