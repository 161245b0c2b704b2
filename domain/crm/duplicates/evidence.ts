import type { MatchKind, QualityEntity } from '../../../kernel/contracts/data-quality.ts';

/** Two kinds of records that are compared. A typed lead is also compared with customers: nobody's customer twice. */
export type PairKind = `${QualityEntity}~${QualityEntity}`;

/** How sure each thing two records share makes it that they are one, in per cent; 0: it says nothing here. */
type Weights = Readonly<Record<MatchKind, number>>;

const NOTHING: Weights = {
  credit_code: 0,
  mobile: 0,
  landline: 0,
  email: 0,
  wechat: 0,
  domain: 0,
  name: 0,
  brand: 0,
  pinyin: 0,
  slip: 0,
  person: 0,
  person_pinyin: 0,
};
const COMPANY: Weights = {
  ...NOTHING,
  credit_code: 98,
  mobile: 70,
  landline: 70,
  domain: 70,
  name: 90,
  brand: 65,
  pinyin: 60,
  slip: 58,
};
const PERSON: Weights = {
  ...NOTHING,
  mobile: 92,
  landline: 30,
  email: 90,
  wechat: 85,
  person: 88,
  person_pinyin: 62,
};
/** A person who stands in both lists: as a lead and as a contact. */
const PERSON_ELSEWHERE: Weights = { ...NOTHING, mobile: 90, landline: 20, email: 90, wechat: 85 };
/** A lead's company that is a customer. */
const COMPANY_OF_LEAD: Weights = { ...NOTHING, mobile: 60, landline: 60, domain: 65, name: 88, brand: 55, pinyin: 50 };

/** The total table of what counts between which records. */
export const EVIDENCE: Readonly<Record<PairKind, Weights>> = {
  'customer~customer': COMPANY,
  'contact~contact': PERSON,
  'lead~lead': PERSON,
  'lead~customer': COMPANY_OF_LEAD,
  'customer~lead': COMPANY_OF_LEAD,
  'lead~contact': PERSON_ELSEWHERE,
  'contact~lead': PERSON_ELSEWHERE,
  'contact~customer': NOTHING,
  'customer~contact': NOTHING,
};

/** The kinds that say anything between two kinds of records. */
export function tellingKinds(pair: PairKind): MatchKind[] {
  return (Object.keys(EVIDENCE[pair]) as MatchKind[]).filter((kind) => EVIDENCE[pair][kind] > 0);
}

/** What a person reads for each thing two records share. */
export const MATCH_WORDS: Readonly<Record<MatchKind, string>> = {
  credit_code: '统一社会信用代码相同',
  mobile: '手机号相同',
  landline: '电话相同',
  email: '邮箱相同',
  wechat: '微信号相同',
  domain: '网站域名相同',
  name: '公司名称相同（不计地区和公司类型）',
  brand: '公司字号相同',
  pinyin: '公司名称读音相同',
  slip: '公司名称只差一个字',
  person: '同一家公司、姓名相同',
  person_pinyin: '同一家公司、姓名读音相同',
};
