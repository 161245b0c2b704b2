import { Params } from '../../../db/query.ts';
import type { CustomFieldList, CustomFieldView } from '../../../kernel/contracts/custom-fields.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { CUSTOM_FIELD_COLUMNS } from './custom-field-view.ts';

/** The custom fields in their order; those in use unless archived ones are asked for. */
export async function listCustomFields(
  scope: Pick<ReadScope, 'em'>,
  input: CustomFieldList,
): Promise<Page<CustomFieldView>> {
  const params = new Params();
  const where = [`f.archived_at is ${input.archived === true ? 'not ' : ''}null`];
  if (input.entity) where.push(`f.entity = ${params.add(input.entity)}`);
  return await pageOfRows<CustomFieldView>(
    scope,
    {
      from: 'custom_field f',
      alias: 'f',
      where,
      orderBy: 'f.entity, f.position, f.key',
      columns: CUSTOM_FIELD_COLUMNS,
      joins: '',
      params,
    },
    input,
  );
}
