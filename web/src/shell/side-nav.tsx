import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cn } from '../ui/cn.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { Brand } from './brand.tsx';
import { useNavItems } from './use-nav-items.ts';
import { UserMenu } from './user-menu.tsx';

/** The navigation at the left: words on a wide screen, symbols from 640 to 1280 px, nothing on a phone. */
export function SideNav() {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('app.navigation')}
      className="hidden w-14 shrink-0 flex-col gap-1 border-r border-line bg-surface p-2 sm:flex xl:w-52"
    >
      <Brand />
      <ul className="flex flex-1 flex-col gap-0.5">
        {useNavItems().map(({ to, word, icon: Icon }) => (
          <li key={to}>
            <Tooltip label={t(`nav.${word}`)} side="right">
              <Link
                to={to}
                aria-label={t(`nav.${word}`)}
                className={cn(
                  'tap flex h-9 items-center gap-2.5 rounded-md px-2.5 text-muted transition-colors hover:bg-sunken hover:text-ink',
                  'data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent-ink',
                )}
              >
                <Icon className="size-[18px] shrink-0" strokeWidth={1.75} aria-hidden />
                <span className="hidden xl:inline">{t(`nav.${word}`)}</span>
              </Link>
            </Tooltip>
          </li>
        ))}
      </ul>
      <UserMenu />
    </nav>
  );
}
