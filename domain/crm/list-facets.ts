import { Params, queryOne } from '../../db/query.ts';
import { visibleRows } from '../visible-rows.ts';
import type { ReadScope } from './crm-scope.ts';

export const FACET_ENTITIES = ['customers', 'leads', 'opportunities'] as const;
export type FacetEntity = (typeof FACET_ENTITIES)[number];

/** The values a filter of a list can take, among the records the actor may see. */
export interface Facets {
  regions: string[];
  sectors: string[];
  sources: string[];
  tags: string[];
  owners: { id: string; name: string }[];
}

/** Where each entity keeps the values; an opportunity takes region, sector and tags from its customer. */
const SOURCES: Readonly<Record<FacetEntity, { from: string; region: string; sector: string; tags: string | null }>> = {
  customers: { from: 'customer r', region: 'r.region', sector: 'r.sector', tags: 'r.id' },
  leads: { from: 'lead r', region: 'r.region', sector: 'r.sector', tags: null },
  opportunities: {
    from: 'opportunity r left join customer c on c.id = r.customer_id',
    region: 'c.region',
    sector: 'c.sector',
    tags: 'r.customer_id',
  },
};

/** Reads all filter values of a list in one statement, each sorted. */
export async function listFacets(scope: ReadScope, input: { readonly entity: FacetEntity }): Promise<Facets> {
  const params = new Params();
  const source = SOURCES[input.entity];
  const tags = source.tags
    ? `(select array_agg(distinct t.name::text order by t.name::text) from seen s join customer_tag ct on ct.customer_id = s.tagged
        join tag t on t.id = ct.tag_id)`
    : 'null::text[]';
  const values = (column: string): string =>
    `coalesce((select array_agg(distinct ${column}::text order by ${column}::text) from seen where ${column} <> ''), '{}')`;
  const row = await queryOne<Facets>(
    scope.em,
    `with seen as (select r.owner_id, r.source, ${source.region} as region, ${source.sector} as sector, ${source.tags ?? 'null::uuid'} as tagged
       from ${source.from} where ${visibleRows(scope.actor, 'r', params)})
     select ${values('region')} as regions, ${values('sector')} as sectors, ${values('source')} as sources,
       coalesce(${tags}, '{}') as tags,
       coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) order by u.name) from app_user u
         where u.id in (select owner_id from seen)), '[]') as owners`,
    params.values,
  );
  return row ?? { regions: [], sectors: [], sources: [], tags: [], owners: [] };
}
