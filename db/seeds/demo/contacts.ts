import { searchText } from '../../../kernel/search-text.ts';
import type { Customer } from './companies.ts';
import type { ContactRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import { personName } from './person-names.ts';
import { mobileNumber } from './phone-numbers.ts';
import { pinyinOf } from './pinyin-of.ts';
import { DECIDERS, TITLES } from './sectors.ts';

const CONTACTS = 800;
const MOST_PER_CUSTOMER = 6;

const REMARKS = [
  '技术出身，讲方案要带数据。',
  '负责初选，不拍板。',
  '说话直接，喜欢当面谈。',
  '微信回复快，电话常常不接。',
  '和我们的老客户熟。',
] as const;

/** The people at the customers: one at least at each, the one who was the lead first, more at the larger ones. */
export function makeContacts(era: Era, customers: readonly Customer[]): ContactRow[] {
  const { dice } = era;
  const wanted = new Map(customers.map((customer) => [customer, 1]));
  for (let left = CONTACTS - customers.length; left > 0; left -= 1) {
    const open = customers.filter((customer) => (wanted.get(customer) ?? 0) < MOST_PER_CUSTOMER);
    const customer = dice.weighted(open, ({ row }) => row.employees ** 0.4);
    wanted.set(customer, (wanted.get(customer) ?? 0) + 1);
  }
  return customers.flatMap((customer) => {
    const names = new Set<string>();
    return Array.from({ length: wanted.get(customer) ?? 1 }, (_, place) => {
      const contact = place === 0 && customer.lead ? contactOfLead(era, customer) : makeContact(era, customer, names);
      names.add(contact.name);
      return contact;
    });
  });
}

function contactOfLead(era: Era, customer: Customer): ContactRow {
  const lead = customer.lead?.row;
  const contact = makeContact(era, customer, new Set());
  if (!lead) return contact;
  const { name, title, phone, email, wechat } = lead;
  const known = { name, title, phone, email, wechat, search_text: searchText(name) };
  const at = customer.row.created_at;
  return { ...contact, ...known, decision_maker: DECIDERS.has(title), created_at: at, updated_at: at };
}

function makeContact({ dice, time }: Era, { row, company }: Customer, taken: ReadonlySet<string>): ContactRow {
  let name = personName(dice);
  while (taken.has(name)) name = personName(dice);
  const title = dice.pick(TITLES[company.sector.kind]);
  const at = dice.chance(0.7) ? row.created_at : time.moment(row.created_at, time.latest);
  return {
    id: dice.id(at),
    customer_id: row.id,
    name,
    title,
    phone: mobileNumber(dice),
    email: dice.chance(0.55) ? `${pinyinOf(name)}@${company.slug}.example.com` : null,
    wechat: dice.chance(0.65) ? `${pinyinOf(name)}_${dice.digits(3)}` : null,
    decision_maker: DECIDERS.has(title),
    description: dice.chance(0.15) ? dice.pick(REMARKS) : null,
    search_text: searchText(name),
    created_at: at,
    updated_at: at,
  };
}
