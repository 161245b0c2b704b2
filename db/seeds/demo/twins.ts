import { searchText } from '../../../kernel/search-text.ts';
import type { Customer } from './companies.ts';
import type { CustomerRow, TimelineRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Salesperson } from './people.ts';
import { TIMELINE_WORDS } from './words.ts';

/** How people write a company a second time: without its form, with the place in brackets, by its short name. */
const WRITTEN: readonly ((customer: Customer) => string)[] = [
  ({ row }) => row.name.replace(/(?:股份)?有限公司$/, ''),
  ({ row }) => `${row.name.replace(row.city, '').replace(/有限公司$/, '')}（${row.city}）有限公司`,
  ({ row }) => `${row.city}${row.short_name}`,
  ({ row }) => row.name.replace(/有限公司$/, '有限责任公司'),
];

/**
 * Customers somebody entered a second time, written differently, with the same number in another form: what finding
 * duplicates is for. Each has a colleague of the same team for its owner, and nothing but its name and number.
 */
export function makeTwins(
  era: Era,
  customers: readonly Customer[],
  sellers: readonly Salesperson[],
): { readonly rows: CustomerRow[]; readonly timeline: TimelineRow[] } {
  const originals = customers.filter(({ row }) => isPlain(row)).slice(-40);
  const rows = WRITTEN.map((write, place) => {
    const original = originals[place * 9]!;
    return twinOf(era, original.row, { name: write(original), owner: colleagueOf(original.row, sellers) });
  });
  return { rows, timeline: rows.map((row) => createdLine(era, row)) };
}

/** A name that can be written in each of the ways, of a company somebody looks after. */
function isPlain({ name, city, short_name: short, owner_id: owner }: CustomerRow): boolean {
  return (
    owner !== null && name.startsWith(city) && name.endsWith('有限公司') && short.length > 2 && !name.includes('股份')
  );
}

function colleagueOf({ owner_id: owner, team_id: team }: CustomerRow, sellers: readonly Salesperson[]): string | null {
  return sellers.find(({ row }) => row.team_id === team && row.id !== owner)?.row.id ?? owner;
}

function twinOf(
  { dice, time }: Era,
  original: CustomerRow,
  { name, owner }: { readonly name: string; readonly owner: string | null },
): CustomerRow {
  const at = time.moment(time.ago(25), time.ago(2));
  return {
    ...original,
    id: dice.id(at),
    name,
    short_name: name,
    source: '展会',
    phone: original.phone.replaceAll('-', ' '),
    website: null,
    parent_name: null,
    description: '展会扫码登记，资料待补全。',
    owner_id: owner,
    search_text: searchText(name, name),
    last_activity_at: null,
    created_at: at,
    updated_at: at,
  };
}

function createdLine({ dice }: Era, row: CustomerRow): TimelineRow {
  return {
    id: dice.id(row.created_at),
    customer_id: row.id,
    at: row.created_at,
    kind: 'customer.created',
    title: TIMELINE_WORDS['customer.created'],
    body: null,
    actor_id: row.owner_id,
    agent: null,
    entity: 'customer',
    entity_id: row.id,
  };
}
