import { pinyin } from 'pinyin-pro';
import type { MatchKind } from '../../../kernel/contracts/data-quality.ts';
import { parseCreditCode } from '../../../kernel/credit-code.ts';
import { isMadeUpPhone, parsePhones } from '../../../kernel/phone-number.ts';
import { normalName } from '../names/normal-name.ts';
import { companyName } from './company-name.ts';
import type { MatchRecord } from './match-record.ts';
import { webDomain } from './web-domain.ts';

/** Two records with an equal key of one kind may be the same. */
export interface MatchKeyValue {
  readonly kind: MatchKind;
  readonly value: string;
}

const LONGEST = 200;
/** Names shorter than this differ from too many others by one character. */
const SLIP_HAN = 4;
const SLIP_LATIN = 6;

/** All keys of a record. A number that is wrong or made up gives none: half the world has it. */
export function matchKeys(record: MatchRecord): MatchKeyValue[] {
  const keys = new Map<string, MatchKeyValue>();
  const add = (kind: MatchKind, value: string | undefined): void => {
    if (value) keys.set(`${kind} ${value}`, { kind, value: value.slice(0, LONGEST) });
  };
  addPhones(record, add);
  if (record.email) add('email', record.email.trim().toLowerCase());
  if (record.wechat) add('wechat', record.wechat.trim().toLowerCase());
  if (record.credit_code) {
    const parsed = parseCreditCode(record.credit_code);
    if ('code' in parsed) add('credit_code', parsed.code);
  }
  add('domain', webDomain(record.website ?? record.email ?? ''));
  const company = record.entity === 'customer' ? record.name : record.company;
  if (company) addCompany(company, add);
  if (record.entity === 'customer' && record.short_name) add('brand', companyName(record.short_name).brand);
  if (record.entity !== 'customer') addPerson(record, add);
  return [...keys.values()];
}

type Add = (kind: MatchKind, value: string | undefined) => void;

function addPhones(record: MatchRecord, add: Add): void {
  for (const number of parsePhones(record.phone ?? '').numbers) {
    if (!isMadeUpPhone(number.key)) add(number.kind === 'mobile' ? 'mobile' : 'landline', number.key);
  }
}

function addCompany(name: string, add: Add): void {
  const { core, brand } = companyName(name);
  if (core.length < 2) return;
  add('name', core);
  add('brand', brand);
  add('pinyin', soundOf(brand));
  for (const slip of slips(brand)) add('slip', slip);
}

/** A person of that name at that customer or company. */
function addPerson(record: MatchRecord, add: Add): void {
  const place = record.entity === 'contact' ? record.customer_id : record.company && companyName(record.company).core;
  const name = normalName(record.name ?? '');
  if (!place || name === '') return;
  add('person', `${name}@${place}`);
  const sound = soundOf(name);
  if (sound) add('person_pinyin', `${sound}@${place}`);
}

/** The pinyin of a name of two or more Chinese characters. */
function soundOf(name: string): string | undefined {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });
  return syllables.length < 2 || syllables.length < name.length ? undefined : syllables.join(' ');
}

/** The name with each one character left out: names that differ in one character share one of these. */
function slips(brand: string): string[] {
  const shortest = /^[\p{ASCII}]+$/u.test(brand) ? SLIP_LATIN : SLIP_HAN;
  if (brand.length < shortest || brand.length > 30) return [];
  return [...new Set([brand, ...Array.from(brand, (_, at) => brand.slice(0, at) + brand.slice(at + 1))])];
}
