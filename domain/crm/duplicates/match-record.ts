import { query } from '../../../db/query.ts';
import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';

/** What finding duplicates looks at, the same shape for all three kinds of records. */
export interface MatchRecord {
  readonly entity: QualityEntity;
  readonly id: string;
  /** Of the company, of the contact, of the lead's person. */
  readonly name: string | null;
  readonly short_name: string | null;
  /** Of a lead. */
  readonly company: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly wechat: string | null;
  readonly website: string | null;
  readonly credit_code: string | null;
  readonly city: string | null;
  /** Of a contact. */
  readonly customer_id: string | null;
}

/** A record with nothing in it. */
export const EMPTY_RECORD: Omit<MatchRecord, 'entity' | 'id'> = {
  name: null,
  short_name: null,
  company: null,
  phone: null,
  email: null,
  wechat: null,
  website: null,
  credit_code: null,
  city: null,
  customer_id: null,
};

const NONE = 'null::text';
const SOURCES: Readonly<Record<QualityEntity, string>> = {
  customer: `select r.id, r.name, r.short_name, ${NONE} as company, r.phone, ${NONE} as email, ${NONE} as wechat, r.website,
    r.credit_code, r.city, null::uuid as customer_id from customer r`,
  contact: `select r.id, r.name, ${NONE} as short_name, ${NONE} as company, r.phone, r.email, r.wechat, ${NONE} as website,
    ${NONE} as credit_code, ${NONE} as city, r.customer_id from contact r`,
  lead: `select r.id, r.name, ${NONE} as short_name, r.company, r.phone, r.email, r.wechat, ${NONE} as website,
    ${NONE} as credit_code, r.city, null::uuid as customer_id from lead r`,
};

/** Reads records by id, whoever may see them: what is found goes to a person only after the data scope was asked. */
export async function readMatchRecords(
  scope: Pick<ReadScope, 'em'>,
  entity: QualityEntity,
  ids: readonly string[],
): Promise<MatchRecord[]> {
  if (ids.length === 0) return [];
  const rows = await query<Omit<MatchRecord, 'entity'>>(scope.em, `${SOURCES[entity]} where r.id = any($1::uuid[])`, [
    ids,
  ]);
  return rows.map((row) => ({ entity, ...row }));
}
