import { searchText } from '../../../kernel/search-text.ts';
import type { LeadStatus } from '../../../kernel/contracts/crm.ts';
import type { Company } from './company-names.ts';
import { pinyinOf } from './pinyin-of.ts';
import type { LeadRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import { LEAD_WISHES } from './note-pieces/descriptions.ts';
import { fillSlots } from './notes.ts';
import { sellerFor, type Crew } from './people.ts';
import { personName } from './person-names.ts';
import { mobileNumber } from './phone-numbers.ts';
import { REGIONS, REGION_WEIGHT } from './places.ts';
import { productFor, type Product } from './products.ts';
import { TITLES } from './sectors.ts';
import { SOURCES, sourceStrength } from './sources.ts';
import { DAY_MS } from './working-time.ts';

/** A lead with the company it comes from and what it asked for. */
export interface Lead {
  readonly row: LeadRow;
  readonly company: Company;
  readonly product: Product;
}

const LEADS = 600;

/** The newest leads nobody has taken yet. */
const UNASSIGNED = 24;

/**
 * Leads of the past year, oldest first. How far one has come depends on its age, its source and who owns it; the ones
 * that were converted wait for their customer (`customer_id` is set by `makeCustomers`).
 */
export function makeLeads(
  era: Era,
  crew: Crew,
  products: readonly Product[],
  companyOf: (region: Company['region']) => Company,
): Lead[] {
  const { time } = era;
  const moments = Array.from({ length: LEADS - 30 }, () => time.seasonal(365, 0.1));
  // Whatever the season, the last two weeks have brought something.
  const recent = Array.from({ length: 30 }, () => time.moment(time.ago(14), time.latest));
  const ordered = [...moments, ...recent].sort((left, right) => left.getTime() - right.getTime());
  const young = new Set(era.dice.shuffle(ordered.slice(-60)).slice(0, UNASSIGNED));
  return ordered.map((at) => makeLead(era, crew, products, companyOf, at, young.has(at)));
}

function makeLead(
  era: Era,
  crew: Crew,
  products: readonly Product[],
  companyOf: (region: Company['region']) => Company,
  at: Date,
  unassigned: boolean,
): Lead {
  const { dice } = era;
  const region = dice.weighted(REGIONS, (one) => REGION_WEIGHT[one]);
  const company = companyOf(region);
  const source = dice.weighted(SOURCES, (one) => one.weight);
  const seller = sellerFor(era, crew, region, at);
  const product = productFor(era, products, company.sector.kind);
  const name = personName(dice);
  const course = unassigned
    ? { status: 'new' as const, at: null }
    : courseOf(era, at, sourceStrength(source.name) * seller.strength);
  const row: LeadRow = {
    id: dice.id(at),
    name,
    company: company.name,
    title: dice.pick(TITLES[company.sector.kind]),
    phone: mobileNumber(dice),
    email: dice.chance(0.4) ? `${pinyinOf(name)}@${company.slug}.example.com` : null,
    wechat: dice.chance(0.5) ? `${pinyinOf(name)}_${dice.digits(3)}` : null,
    source: source.name,
    region,
    city: company.city,
    sector: company.sector.name,
    status: course.status,
    description: fillSlots(dice, dice.pick(LEAD_WISHES), { person: name, product: product.row.name }),
    customer_id: null,
    owner_id: unassigned ? null : seller.row.id,
    team_id: seller.row.team_id,
    search_text: searchText(name, company.name),
    last_activity_at: null,
    converted_at: course.status === 'converted' ? course.at : null,
    created_at: at,
    updated_at: course.at ?? at,
  };
  return { row, company, product };
}

/** What became of a lead, and when. */
function courseOf({ dice, time }: Era, at: Date, strength: number): { status: LeadStatus; at: Date | null } {
  const age = (time.latest.getTime() - at.getTime()) / DAY_MS;
  const delay = Math.max(2, dice.logNormal(14, 0.6));
  const settled = age > delay;
  const moved = time.moment(
    new Date(at.getTime() + Math.min(delay - 1, age * 0.6) * DAY_MS),
    new Date(at.getTime() + delay * DAY_MS),
  );
  if (settled && dice.chance(Math.min(0.55, 0.26 * strength))) return { status: 'converted', at: moved };
  if (settled && dice.chance(Math.min(0.6, age / 300))) return { status: 'disqualified', at: moved };
  if (age < 2.5 && dice.chance(0.75)) return { status: 'new', at: null };
  if (age < 14 && dice.chance(0.2)) return { status: 'new', at: null };
  if (dice.chance(0.04)) return { status: 'new', at: null };
  return { status: age > 6 && dice.chance(0.45) ? 'qualified' : 'contacted', at: moved };
}
