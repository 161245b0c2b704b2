import type { QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { CrmErrorCode } from '../errors.ts';

/** How a kind of record is read where all three are treated alike. The record's alias is `r`. */
export interface RecordTable {
  readonly table: string;
  /** The record's word for a person. */
  readonly label: string;
  readonly from: string;
  /** Alias of the row with `owner_id` and `team_id`: who sees a customer sees its contacts. */
  readonly owned: 'r' | 'o';
  /** What tells two of one name apart. */
  readonly detail: string;
  readonly code: string;
  /** When something was done with it last. */
  readonly lastActivity: string;
  readonly missing: CrmErrorCode;
}

export const RECORD_TABLES: Readonly<Record<QualityEntity, RecordTable>> = {
  customer: {
    table: 'customer',
    label: '客户',
    from: 'customer r',
    owned: 'r',
    detail: 'r.city',
    code: 'r.code',
    lastActivity: 'r.last_activity_at',
    missing: 'crm.customer_not_found',
  },
  contact: {
    table: 'contact',
    label: '联系人',
    from: 'contact r join customer o on o.id = r.customer_id',
    owned: 'o',
    detail: 'o.name',
    code: 'null::text',
    lastActivity: 'r.updated_at',
    missing: 'crm.contact_not_found',
  },
  lead: {
    table: 'lead',
    label: '线索',
    from: 'lead r',
    owned: 'r',
    detail: 'r.company',
    code: 'r.code',
    lastActivity: 'r.last_activity_at',
    missing: 'crm.lead_not_found',
  },
};

/** Joins that name the owner and the team. */
export function ownerJoins(table: RecordTable): string {
  return `left join app_user u on u.id = ${table.owned}.owner_id left join team tm on tm.id = ${table.owned}.team_id`;
}
