import { useQuery } from '@tanstack/react-query';
import type { StageDefinitionView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';

/** What the stages mean here, in the order of the funnel. */
export function useStages() {
  return useQuery({
    queryKey: ['crm/stages'],
    queryFn: ({ signal }) =>
      api.get<{ items: StageDefinitionView[] }>('crm/stages', undefined, signal).then((found) => found.items),
    staleTime: 60_000,
  });
}
