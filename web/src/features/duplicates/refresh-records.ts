import type { QueryClient } from '@tanstack/react-query';
import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';

/** Has everything asked anew that a merge, an edit of many records or its undo may have changed. */
export async function refreshRecords(queries: QueryClient, entity: QualityEntity): Promise<void> {
  const paths = [
    `crm/${entity}s`,
    'crm/contacts',
    'crm/duplicates',
    'crm/merges',
    'crm/data-quality',
    'crm/bulk-edits',
    'crm/facets',
    'crm/tags',
  ];
  await Promise.all(paths.map((path) => queries.invalidateQueries({ queryKey: [path] })));
}
