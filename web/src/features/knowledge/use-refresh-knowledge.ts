import { useQueryClient } from '@tanstack/react-query';

/** Reads everything of the knowledge base anew: a document changes lists, counts, gaps and findings. */
export function useRefreshKnowledge() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('knowledge/') });
}
