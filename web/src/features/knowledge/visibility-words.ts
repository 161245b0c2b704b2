import type { TFunction } from 'i18next';
import { useQuery } from '@tanstack/react-query';
import { Role, type TeamView } from '../../../../kernel/contracts/identity.ts';
import type { z } from 'zod';
import { api } from '../../api/client.ts';

export type Team = Pick<z.infer<typeof TeamView>, 'id' | 'name'>;

/** The teams there are; they change seldom. */
export function useTeams(): readonly Team[] {
  const { data } = useQuery({
    queryKey: ['teams'],
    queryFn: ({ signal }) => api.get<{ items: Team[] }>('teams', undefined, signal).then(({ items }) => items),
    staleTime: 300_000,
  });
  return data ?? [];
}

/** Who may read a document, in words. */
export function visibilityWords(keys: readonly string[], teams: readonly Team[], t: TFunction): string {
  const words = keys.map((key) => {
    if (key === 'all' || key === 'customer') return t(`knowledge.readers.${key}`);
    const [kind, name = ''] = key.split(':');
    if (kind === 'role') return t(`role.${Role.parse(name)}`);
    if (kind === 'team') return teams.find((team) => team.id === name)?.name ?? t('knowledge.readers.team');
    return t('knowledge.readers.person');
  });
  return [...new Set(words)].join(t('knowledge.comma'));
}
