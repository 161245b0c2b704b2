import { Link, useNavigate } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DropdownMenu, MenuItem, MenuSeparator } from '../ui/dropdown-menu.tsx';
import { NavCount } from './nav-count.tsx';
import { useNavCount } from './use-nav-count.ts';
import { useNavItems } from './use-nav-items.ts';
import { UserMenuItems } from './user-menu-items.tsx';

const SHOWN = 4;
const CELL =
  'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-muted data-[status=active]:text-accent-ink';

/** The navigation of a phone: four places and the rest under 更多. */
export function BottomBar() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const items = useNavItems();
  const countOf = useNavCount();
  return (
    <nav
      aria-label={t('app.navigation')}
      className="flex shrink-0 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      {items.slice(0, SHOWN).map(({ to, word, icon: Icon }) => (
        <Link key={to} to={to} className={CELL}>
          <Icon className="size-5" strokeWidth={1.75} aria-hidden />
          {t(`nav.${word}`)}
        </Link>
      ))}
      <DropdownMenu
        side="top"
        align="end"
        className="w-56"
        trigger={
          <button type="button" className={CELL}>
            <Ellipsis className="size-5" strokeWidth={1.75} aria-hidden />
            {t('nav.more')}
          </button>
        }
      >
        {items.slice(SHOWN).map(({ to, word, icon: Icon }) => (
          <MenuItem key={to} onSelect={() => void navigate({ to })}>
            <Icon aria-hidden />
            {t(`nav.${word}`)}
            {countOf(to) > 0 && (
              <>
                <span className="sr-only">{t('nav.waitingCount', { count: countOf(to) })}</span>
                <NavCount count={countOf(to)} className="ml-auto" />
              </>
            )}
          </MenuItem>
        ))}
        <MenuSeparator />
        <UserMenuItems />
      </DropdownMenu>
    </nav>
  );
}
