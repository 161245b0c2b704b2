import { Outlet, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUser } from '../api/use-session.ts';
import { ForbiddenPage } from '../features/notices/forbidden-page.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { mayOpen } from './may-open.ts';
import { SideNav } from './side-nav.tsx';

/** The frame of every page of a signed-in person. `main` scrolls; the frame never does. */
export function AppShell() {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const held = useUser()?.permissions ?? [];
  return (
    <div className="flex h-dvh flex-col sm:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t('app.skip')}
      </a>
      <SideNav />
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 flex-1 overflow-y-auto outline-none">
        {mayOpen(pathname, held) ? <Outlet /> : <ForbiddenPage />}
      </main>
      <BottomBar />
    </div>
  );
}
