import { useSyncExternalStore } from 'react';
import type { CurrentUser, Permission } from '../../../kernel/contracts/identity.ts';
import { session } from './client.ts';

/** Who is signed in, or null. */
export function useUser(): CurrentUser | null {
  return useSyncExternalStore(session.subscribe, session.state).user;
}

/** Whether the person may do this. The server asks again; here it only decides what is shown. */
export function useMay(permission: Permission): boolean {
  return useUser()?.permissions.includes(permission) ?? false;
}
