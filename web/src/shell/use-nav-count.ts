import { useQuery } from '@tanstack/react-query';
import type { FollowUpSummary } from '../../../kernel/contracts/reminders.ts';
import { api } from '../api/client.ts';
import { useMay, useUser } from '../api/use-session.ts';
import type { NavItem } from './nav-items.ts';

const FIVE_MINUTES = 300_000;

/** How many follow-ups of one's own are overdue or due today: the number beside 跟进 in the navigation; 0 shows nothing. */
export function useNavCount(): (to: NavItem['to']) => number {
  const me = useUser()?.id;
  const mayRead = useMay('crm.read');
  const { data } = useQuery({
    queryKey: ['crm/follow-ups', 'summary', me],
    queryFn: ({ signal }) =>
      api.get<{ items: FollowUpSummary[] }>('crm/follow-ups/summary', { owner_id: me }, signal).then(({ items }) => {
        const mine = items.find((one) => one.owner_id === me);
        return (mine?.overdue ?? 0) + (mine?.due ?? 0);
      }),
    enabled: me !== undefined && mayRead,
    refetchInterval: FIVE_MINUTES,
  });
  return (to) => (to === '/activities' ? (data ?? 0) : 0);
}
