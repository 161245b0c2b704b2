import { query } from '../../../db/query.ts';
import type { CustomChoice, CustomEntity, CustomType, CustomValue } from '../../../kernel/contracts/custom-fields.ts';
import type { ReadScope } from '../crm-scope.ts';

/** A field as the values of a record are read and checked by it. */
export interface CustomFieldRow {
  readonly id: string;
  readonly entity: CustomEntity;
  readonly key: string;
  readonly label: string;
  readonly type: CustomType;
  readonly choices: readonly CustomChoice[];
  readonly required: boolean;
  readonly default: CustomValue | null;
  readonly searchable: boolean;
  readonly archived: boolean;
}

export interface ReadFields {
  /** Keeps the fields as they are until the end of the transaction, for whoever writes values by them. */
  readonly held?: boolean;
  /** Archived fields too. */
  readonly archived?: boolean;
}

/** The fields of a kind of record in their order; only those in use unless archived ones are asked for. */
export async function readFields(
  scope: Pick<ReadScope, 'em'>,
  entity: CustomEntity,
  { held = false, archived = false }: ReadFields = {},
): Promise<CustomFieldRow[]> {
  return await query<CustomFieldRow>(
    scope.em,
    `select id, entity, key, label, type, choices, required, default_value as default, searchable, archived_at is not null as archived
     from custom_field where entity = $1 ${archived ? '' : 'and archived_at is null'} order by position, key ${held ? 'for share' : ''}`,
    [entity],
  );
}
