import { useTranslation } from 'react-i18next';
import { useUser } from '../api/use-session.ts';
import { Avatar } from '../ui/avatar.tsx';
import { DropdownMenu } from '../ui/dropdown-menu.tsx';
import { UserMenuItems } from './user-menu-items.tsx';

/** The person's own menu at the foot of the navigation. */
export function UserMenu() {
  const { t } = useTranslation();
  const user = useUser();
  if (user === null) return null;
  return (
    <DropdownMenu
      side="right"
      align="end"
      className="w-52"
      trigger={
        <button
          type="button"
          className="tap flex h-10 w-full items-center gap-2 rounded-md px-2 text-left hover:bg-sunken"
        >
          <Avatar name={user.name} />
          <span className="hidden min-w-0 flex-1 truncate xl:inline">{user.name}</span>
          <span className="sr-only">{t('user.menu')}</span>
        </button>
      }
    >
      <UserMenuItems />
    </DropdownMenu>
  );
}
