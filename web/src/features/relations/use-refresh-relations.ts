import { useQueryClient } from '@tanstack/react-query';

/** After a change of relations or of the chain the lists, the picture and the contacts may be others. */
export function useRefreshRelations(customerId: string): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    for (const part of ['relations', 'graph', 'chain', 'story'])
      await queries.invalidateQueries({ queryKey: ['crm/customers', part, customerId] });
    await queries.invalidateQueries({ queryKey: ['crm/contacts'] });
  };
}
