import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.ts';

/** One record of `path` by its id; nothing is asked while the id is undefined. */
export function useRecord<T>(path: string, id: string | undefined) {
  return useQuery({
    queryKey: [path, 'one', id],
    queryFn: ({ signal }) => api.get<T>(`${path}/${id ?? ''}`, undefined, signal),
    enabled: id !== undefined,
  });
}
