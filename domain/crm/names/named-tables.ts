import type { Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { visibleRows } from '../../visible-rows.ts';

/** What a name can be resolved to. */
export const FINDABLE = [
  'customer',
  'contact',
  'lead',
  'opportunity',
  'person',
  'team',
  'product',
  'tag',
  'segment',
] as const;
export type Findable = (typeof FINDABLE)[number];

/** Where the names of an entity stand and what tells two of the same name apart. The table's alias is `e`. */
export interface NamedTable {
  readonly from: string;
  /** Columns a person may say; the first is the full name. */
  readonly names: readonly string[];
  readonly code?: string;
  /** Column with names and pinyin for fuzzy lookups; without one the names themselves are used. */
  readonly search?: string;
  /** Columns that tell rows apart, in the order they are shown. */
  readonly hints: readonly string[];
  readonly visible: (actor: Actor, params: Params) => string;
  /** Column of the customer, where a lookup may be narrowed to one. */
  readonly customer?: string;
}

const everybody = (): string => 'true';
const ownRows = (actor: Actor, params: Params): string => visibleRows(actor, 'e', params);

export const NAMED_TABLES: Readonly<Record<Findable, NamedTable>> = {
  customer: {
    from: 'customer e left join app_user u on u.id = e.owner_id',
    names: ['e.name', 'e.short_name'],
    code: 'e.code',
    search: 'e.search_text',
    hints: ['e.code', 'e.city', 'u.name'],
    visible: ownRows,
  },
  contact: {
    from: 'contact e join customer c on c.id = e.customer_id',
    names: ['e.name'],
    search: 'e.search_text',
    hints: ['c.name', 'e.title'],
    visible: (actor, params) => visibleRows(actor, 'c', params),
    customer: 'e.customer_id',
  },
  lead: {
    from: 'lead e left join app_user u on u.id = e.owner_id',
    names: ['e.name', 'e.company'],
    code: 'e.code',
    search: 'e.search_text',
    hints: ['e.company', 'e.code', 'u.name'],
    visible: ownRows,
  },
  opportunity: {
    from: 'opportunity e left join customer c on c.id = e.customer_id left join app_user u on u.id = e.owner_id',
    names: ['e.name'],
    code: 'e.code',
    search: 'e.search_text',
    hints: ['e.code', 'c.name', 'u.name'],
    visible: ownRows,
    customer: 'e.customer_id',
  },
  person: {
    from: 'app_user e left join team t on t.id = e.team_id',
    names: ['e.name', 'e.username'],
    hints: ['t.name', 'e.username'],
    visible: () => 'e.active',
  },
  team: { from: 'team e', names: ['e.name'], hints: ['e.region'], visible: everybody },
  product: { from: 'product e', names: ['e.name'], hints: ['e.series'], visible: everybody },
  segment: {
    from: 'segment e join app_user u on u.id = e.owner_id',
    names: ['e.name'],
    hints: ['u.name'],
    visible: (actor, params) => `(e.shared or e.owner_id = ${params.add(actor.userId)})`,
  },
  tag: { from: 'tag e', names: ['e.name'], hints: [], visible: everybody },
};
