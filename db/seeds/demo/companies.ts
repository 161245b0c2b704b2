import { searchText } from '../../../kernel/search-text.ts';
import type { Company } from './company-names.ts';
import type { CustomerRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import type { Lead } from './leads.ts';
import { CUSTOMER_FACTS, CUSTOMER_HABITS } from './note-pieces/descriptions.ts';
import { sellerFor, type Crew } from './people.ts';
import { REGIONS, REGION_WEIGHT } from './places.ts';
import { SOURCES } from './sources.ts';

/** A customer with what the generator knows beside its row. */
export interface Customer {
  readonly row: CustomerRow;
  readonly company: Company;
  /** The lead it came from, for customers of the past year. */
  readonly lead: Lead | null;
}

const CUSTOMERS = 300;

/**
 * The customers, oldest first: those of earlier years, and one for each lead that was converted, which from then on
 * points to it.
 */
export function makeCustomers(
  era: Era,
  crew: Crew,
  leads: readonly Lead[],
  companyOf: (region: Company['region']) => Company,
): Customer[] {
  const { dice, time } = era;
  const converted = leads.filter(({ row }) => row.converted_at !== null);
  const earlier = Array.from({ length: CUSTOMERS - converted.length }, () => {
    const region = dice.weighted(REGIONS, (one) => REGION_WEIGHT[one]);
    // Most of the sellers have been there for more than three years.
    const at = time.moment(time.ago(1100), time.ago(366));
    const ownership = sellerFor(era, crew, region, at).row;
    const source = dice.weighted(SOURCES, (one) => one.weight * one.strength).name;
    return makeCustomer(era, companyOf(region), at, {
      owner: ownership.id,
      team: ownership.team_id,
      source,
      lead: null,
    });
  });
  const recent = converted.map((lead) => {
    const { row } = lead;
    const at = row.converted_at ?? row.created_at;
    const customer = makeCustomer(era, lead.company, at, {
      owner: row.owner_id,
      team: row.team_id,
      source: row.source,
      lead,
    });
    row.customer_id = customer.row.id;
    return customer;
  });
  return [...earlier, ...recent].sort((left, right) => left.row.created_at.getTime() - right.row.created_at.getTime());
}

interface Origin {
  readonly owner: string | null;
  readonly team: string | null;
  readonly source: string;
  readonly lead: Lead | null;
}

function makeCustomer({ dice, time }: Era, company: Company, at: Date, origin: Origin): Customer {
  const employees = Math.min(
    6000,
    Math.max(12, Math.round(dice.logNormal(company.sector.kind === 'factory' ? 240 : 110, 0.9))),
  );
  const row: CustomerRow = {
    id: dice.id(at),
    name: company.name,
    short_name: company.shortName,
    region: company.region,
    city: company.city,
    sector: company.sector.name,
    source: origin.source,
    phone: company.phone,
    website: dice.chance(0.6) ? `https://www.${company.slug}.example.com` : null,
    address: company.address,
    employees,
    annual_revenue: Math.round((employees * dice.logNormal(620_000, 0.35)) / 100_000) * 100_000,
    founded_year: Number(time.today.slice(0, 4)) - dice.int(4, 28),
    country: '中国',
    parent_name: dice.chance(0.06) ? `${company.shortName.slice(0, 2)}控股集团有限公司` : null,
    description: dice.pick(CUSTOMER_FACTS[company.sector.kind]) + dice.pick(CUSTOMER_HABITS),
    owner_id: origin.owner,
    team_id: origin.team,
    search_text: searchText(company.name, company.shortName),
    last_activity_at: null,
    created_at: at,
    updated_at: at,
  };
  return { row, company, lead: origin.lead };
}
