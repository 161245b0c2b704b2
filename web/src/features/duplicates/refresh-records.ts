import type { QueryClient } from '@tanstack/react-query';
import type { BulkEntity } from '../../../../kernel/contracts/data-quality.ts';

/** Has everything asked anew that a merge, an edit of many records or its undo may have changed. */
export async function refreshRecords(queries: QueryClient, entity: BulkEntity): Promise<void> {
  const paths = [
    entity === 'opportunity' ? 'crm/opportunities' : `crm/${entity}s`,
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
