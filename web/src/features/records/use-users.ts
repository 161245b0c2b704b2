import { useQuery } from '@tanstack/react-query';
import type { UserView } from '../../../../kernel/contracts/identity.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import type { ComboboxOption } from '../../ui/combobox.tsx';

/** The colleagues a record can be given to, as options. */
export function useUserOptions(enabled = true): readonly ComboboxOption[] {
  const { data } = useQuery({
    queryKey: ['users', 'options'],
    queryFn: ({ signal }) => api.get<Page<UserView>>('users', { page_size: 200 }, signal),
    staleTime: 300_000,
    enabled,
  });
  return (data?.items ?? [])
    .filter((user) => user.active)
    .map((user) => ({ value: user.id, label: user.name, note: user.team_name ?? undefined }));
}
