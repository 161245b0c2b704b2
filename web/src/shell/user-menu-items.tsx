import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { logOut } from '../api/log-out.ts';
import { useUser } from '../api/use-session.ts';
import { chooseLanguage } from '../i18n/i18n.ts';
import { chooseTheme, THEME_CHOICES } from '../theme/theme.ts';
import { useTheme } from '../theme/use-theme.ts';
import { MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '../ui/dropdown-menu.tsx';

const LANGUAGES = ['zh', 'en'] as const;

/** Who is signed in; how the page looks and speaks; the way out. The lines of a menu. */
export function UserMenuItems() {
  const { t, i18n } = useTranslation();
  const user = useUser();
  const { choice } = useTheme();
  const queries = useQueryClient();
  const navigate = useNavigate();
  if (user === null) return null;
  const leave = async () => {
    await logOut(queries);
    await navigate({ to: '/login' });
  };
  return (
    <>
      <div className="px-2 py-1">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-xs text-faint">
          {t(`role.${user.role}`)}
          {user.team_name !== null && ` · ${user.team_name}`}
        </p>
      </div>
      <MenuSeparator />
      <MenuLabel>{t('theme.title')}</MenuLabel>
      {THEME_CHOICES.map((one) => (
        <MenuCheck key={one} checked={choice === one} onCheckedChange={() => chooseTheme(one)}>
          {t(`theme.${one}`)}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuLabel>{t('language.title')}</MenuLabel>
      {LANGUAGES.map((one) => (
        <MenuCheck key={one} checked={i18n.language === one} onCheckedChange={() => void chooseLanguage(one)}>
          {t(`language.${one}`)}
        </MenuCheck>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        {t('action.logOut')}
      </MenuItem>
    </>
  );
}
