import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RelationView } from '../../../../kernel/contracts/relations.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { RelationDialog } from './relation-dialog.tsx';
import { useRefreshRelations } from './use-refresh-relations.ts';

/** The other customers this one belongs to, and as what. */
export function RelationList({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const refresh = useRefreshRelations(customerId);
  const mayWrite = useMay('crm.write');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<RelationView | null>(null);
  const path = `crm/customers/${customerId}/relations`;
  const query = useQuery({
    queryKey: ['crm/customers', 'relations', customerId],
    queryFn: ({ signal }) => api.get<{ items: RelationView[] }>(path, undefined, signal).then(({ items }) => items),
  });
  const remove = async ({ id }: RelationView) => {
    await runAction(t, () => api.delete(`${path}/${id}`), t('relation.removed'));
    setLeaving(null);
    await refresh();
  };
  return (
    <Section
      title={t('relation.title')}
      count={query.data?.length}
      action={
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            {t('relation.create')}
          </Button>
        )
      }
    >
      <PanelBody query={query}>
        {(items) =>
          items.length === 0 ? (
            <p className="text-muted">{t('relation.empty')}</p>
          ) : (
            <ul>
              {items.map((one) => (
                <li key={one.id} className="flex items-center gap-3 border-b border-line py-2 last:border-b-0">
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap gap-x-2">
                      <span className="text-muted">{t(`relationRole.${one.role}`)}</span>
                      {one.customer_id === null ? (
                        <span>{one.customer_name}</span>
                      ) : (
                        <Link
                          to="/customers/$id"
                          params={{ id: one.customer_id }}
                          search={{ tab: 'people' }}
                          className="font-medium text-accent-ink underline-offset-4 hover:underline"
                        >
                          {one.customer_name}
                        </Link>
                      )}
                    </p>
                    {one.note !== null && <p className="text-sm text-muted">{one.note}</p>}
                  </div>
                  {mayWrite && (
                    <Button
                      size="icon-sm"
                      variant="ghost"
                      aria-label={t('relation.remove', { name: one.customer_name })}
                      onClick={() => setLeaving(one)}
                    >
                      <Trash2 aria-hidden />
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </PanelBody>
      {adding && <RelationDialog path={path} onClose={() => setAdding(false)} onAdded={refresh} />}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t('relation.removeTitle', { name: leaving?.customer_name })}
        body={t('relation.removeBody')}
        confirmLabel={t('action.remove')}
        danger
        onConfirm={() => leaving && void remove(leaving)}
      />
    </Section>
  );
}
