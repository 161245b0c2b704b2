import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cn } from '../ui/cn.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { Brand } from './brand.tsx';
import { useNavItems } from './use-nav-items.ts';
import { NavCount } from './nav-count.tsx';
import { useNavCount } from './use-nav-count.ts';
import { UserMenu } from './user-menu.tsx';

/** The navigation at the left: words on a wide screen, symbols from 640 to 1280 px, nothing on a phone. */
export function SideNav() {
  const { t } = useTranslation();
  const countOf = useNavCount();
  return (
    <nav
      aria-label={t('app.navigation')}
      className="hidden w-14 shrink-0 flex-col gap-1 border-r border-line bg-surface p-2 sm:flex xl:w-52"
    >
      <Brand />
      <ul className="flex min-h-0 flex-1 flex-col gap-0.5 overflow-y-auto">
        {useNavItems().map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Tooltip label={t(`nav.${word}`)} side="right">
              <Link
                to={to}
                aria-label={
                  countOf(to) === 0
                    ? t(`nav.${word}`)
                    : t('nav.waiting', { place: t(`nav.${word}`), count: countOf(to) })
                }
                className={cn(
                  'tap relative flex h-9 items-center gap-2.5 rounded-md px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink',
                  'data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent-ink',
                )}
              >
                <Icon className="size-[18px] shrink-0" strokeWidth={1.75} aria-hidden />
                <span className="hidden xl:inline">{t(`nav.${word}`)}</span>
                <NavCount count={countOf(to)} className="max-xl:absolute max-xl:top-0 max-xl:right-0 xl:ml-auto" />
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <UserMenu />
    </nav>
  );
}
