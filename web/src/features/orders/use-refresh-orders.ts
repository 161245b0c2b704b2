import { useQueryClient } from '@tanstack/react-query';

const PATHS = ['crm/orders', 'crm/delivery', 'crm/contracts'];

/** Reads orders and everything that belongs to them anew: a task moves its plan, its order and what is late. */
export function useRefreshOrders() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({
      predicate: ({ queryKey }) => PATHS.some((path) => String(queryKey[0]).startsWith(path)),
    });
}
