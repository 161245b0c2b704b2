import type { Params } from '../../../db/query.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { visibleRows } from '../../visible-rows.ts';

/** What a cell can name. */
export type ReferenceKind = 'user' | 'customer' | 'product' | 'lead' | 'opportunity';

/** How a record is named in a file. The table's alias is `r`. */
export interface ReferenceTable {
  readonly table: string;
  /** Columns with an index that a file may name it by, the surest first. */
  readonly keys: readonly string[];
  /** Further columns, looked at only for what the keys did not find. */
  readonly lateKeys: readonly string[];
  /** What else the row needs to know: team of an owner, customer of a deal. */
  readonly extra: string;
  readonly visible: (actor: Actor, params: Params) => string;
}

const ownRows = (actor: Actor, params: Params): string => visibleRows(actor, 'r', params);

export const REFERENCE_TABLES: Readonly<Record<ReferenceKind, ReferenceTable>> = {
  user: {
    table: 'app_user',
    keys: ['external_id', 'username', 'name'],
    lateKeys: [],
    extra: 'r.team_id',
    visible: () => 'r.active',
  },
  customer: {
    table: 'customer',
    keys: ['external_id', 'code', 'name'],
    lateKeys: ['short_name'],
    extra: 'r.id',
    visible: ownRows,
  },
  product: {
    table: 'product',
    keys: ['external_id', 'name'],
    lateKeys: [],
    extra: 'null::uuid',
    visible: () => 'true',
  },
  lead: {
    table: 'lead',
    keys: ['external_id', 'code', 'name'],
    lateKeys: ['company'],
    extra: 'r.customer_id',
    visible: ownRows,
  },
  opportunity: {
    table: 'opportunity',
    keys: ['external_id', 'code', 'name'],
    lateKeys: [],
    extra: 'r.customer_id',
    visible: ownRows,
  },
};
