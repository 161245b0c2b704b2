import { useUser } from '../api/use-session.ts';
import { NAV_ITEMS, type NavItem } from './nav-items.ts';

/** The places this person may go to. */
export function useNavItems(): readonly NavItem[] {
  const held = useUser()?.permissions ?? [];
  return NAV_ITEMS.filter((item) => item.needs.some((permission) => held.includes(permission)));
}
