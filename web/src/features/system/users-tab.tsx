import { useQueryClient } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserView } from '../../../../kernel/contracts/identity.ts';
import { api } from '../../api/client.ts';
import { useUser } from '../../api/use-session.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Td, Tr } from '../../ui/table.tsx';
import { listQuery } from '../lists/list-search.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { runAction } from '../records/run-action.ts';
import { TimeText } from '../records/time-text.tsx';
import { PageTable } from './page-table.tsx';

/** The people of the organisation; an account can be closed and opened again. */
export function UsersTab({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const me = useUser();
  const { page, page_size } = listQuery(list.search);
  const query = usePage<UserView>('users', { page, page_size });
  const [asked, setAsked] = useState<UserView | null>(null);
  const setActive = async (user: UserView, active: boolean) => {
    await runAction(t, () => api.patch(`users/${user.id}`, { version: user.version, active }));
    setAsked(null);
    await queries.invalidateQueries({ queryKey: ['users'] });
  };
  return (
    <>
      <PageTable
        list={list}
        query={query}
        heads={[
          t('field.personName'),
          t('system.role'),
          t('field.team'),
          t('field.status'),
          t('field.createdAt'),
          t('system.deed'),
        ]}
        empty={{ icon: UsersRound, title: t('system.noUsers'), body: t('system.noUsersHint') }}
        renderRow={(user) => (
          <Tr key={user.id}>
            <Td>
              <span className="flex items-center gap-2">
                <Avatar name={user.name} />
                <span className="font-medium whitespace-nowrap">{user.name}</span>
                <span className="text-faint">{user.username}</span>
              </span>
            </Td>
            <Td className="text-muted">{t(`role.${user.role}`)}</Td>
            <Td className="text-muted">{user.team_name ?? '—'}</Td>
            <Td>
              <Badge tone={user.active ? 'success' : 'neutral'}>
                {t(user.active ? 'system.active' : 'system.closed')}
              </Badge>
            </Td>
            <Td className="text-muted">
              <TimeText at={user.created_at} />
            </Td>
            <Td>
              {user.id !== me?.id && (
                <Button size="sm" onClick={() => (user.active ? setAsked(user) : void setActive(user, true))}>
                  {t(user.active ? 'system.close' : 'system.open')}
                </Button>
              )}
            </Td>
          </Tr>
        )}
      />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        title={t('system.closeTitle', { name: asked?.name ?? '' })}
        body={t('system.closeBody')}
        confirmLabel={t('system.close')}
        danger
        onConfirm={() => asked !== null && void setActive(asked, false)}
      />
    </>
  );
}
