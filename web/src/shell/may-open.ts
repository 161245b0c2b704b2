import type { Permission } from '../../../kernel/contracts/identity.ts';
import { NAV_ITEMS } from './nav-items.ts';

/** Whether somebody who holds these permissions may be at an address; one outside the navigation is open to all. */
export function mayOpen(pathname: string, held: readonly Permission[]): boolean {
  const place = NAV_ITEMS.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  return place === undefined || place.needs.some((permission) => held.includes(permission));
}
