import { Params } from '../../../db/query.ts';
import type { ImportRowIssue } from '../../../kernel/contracts/imports.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import type { ReadScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { getImport } from './import-view.ts';

export interface ListImportIssues {
  readonly id: string;
  readonly page: number;
  readonly page_size: number;
}

/**
 * What was wrong with the rows of an import that ran, in the order of the file.
 * @throws AppError `crm.import_not_found`
 */
export async function listImportIssues(scope: ReadScope, input: ListImportIssues): Promise<Page<ImportRowIssue>> {
  await getImport(scope, input);
  const params = new Params();
  const where = [`i.batch_id = ${params.add(input.id)}`];
  const columns = 'i.row, i."column", i.code, i.message, i.value';
  return await pageOfRows(
    scope,
    { from: 'import_issue i', alias: 'i', where, orderBy: 'i.row, i.id', columns, joins: '', params },
    input,
  );
}
