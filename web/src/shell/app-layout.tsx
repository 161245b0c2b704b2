import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useUser } from '../api/use-session.ts';
import { AppShell } from './app-shell.tsx';

/** The pages of a signed-in person. When the session ends, here or in another tab, the way leads to the login. */
export function AppLayout() {
  const user = useUser();
  const navigate = useNavigate();
  const { href, pathname } = useLocation();
  useEffect(() => {
    if (user === null && pathname !== '/login') void navigate({ to: '/login', search: { next: href } });
  }, [user, navigate, href, pathname]);
  return user === null ? null : <AppShell />;
}
