import { useQuery } from '@tanstack/react-query';
import { ListPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  CUSTOM_ENTITIES,
  type CustomEntity,
  type CustomFieldView,
} from '../../../../kernel/contracts/custom-fields.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { PageHead } from '../../shell/page-head.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../../ui/tabs.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { CustomFieldDialog } from './custom-field-dialog.tsx';
import { CustomFieldRow } from './custom-field-row.tsx';

/** The fields the organisation adds to its records: defined, ordered, taken out of use and back. */
export function CustomFieldsPage() {
  const { t } = useTranslation();
  const list = useListState();
  const entity = CUSTOM_ENTITIES.find((one) => one === list.search['entity']) ?? 'customer';
  const archived = list.search['archived'] === 'true';
  const [editing, setEditing] = useState<CustomFieldView | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['crm/custom-fields', entity, { archived }],
    queryFn: ({ signal }) => api.get<Page<CustomFieldView>>('crm/custom-fields', { entity, archived }, signal),
  });
  const fields = query.data?.items;
  const create = (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('customField.create')}
    </Button>
  );
  return (
    <div className="mx-auto max-w-4xl">
      <PageHead title={t('nav.customFields')} actions={create} />
      <Tabs
        value={entity}
        onValueChange={(next) => list.change({ entity: next === 'customer' ? undefined : next })}
        className="px-4 pb-8"
      >
        <TabList aria-label={t('customField.of')}>
          {CUSTOM_ENTITIES.map((one) => (
            <Tab key={one} value={one}>
              {t(`segmentEntity.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel value={entity}>
          <p className="mb-3 text-sm text-muted">{t('customField.hint')}</p>
          <div className="rounded-md border border-line bg-surface" aria-busy={query.isFetching}>
            {query.isPending && <ListSkeleton />}
            {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
            {fields?.length === 0 && (
              <EmptyState icon={ListPlus} title={t(archived ? 'customField.noneArchived' : 'customField.emptyTitle')}>
                {archived ? undefined : t('customField.emptyBody')}
              </EmptyState>
            )}
            <ul>
              {fields?.map((field, at) => (
                <CustomFieldRow key={field.id} fields={fields} at={at} onEdit={() => setEditing(field)} />
              ))}
            </ul>
          </div>
          <label className="mt-3 flex w-fit items-center gap-2 text-sm text-muted">
            <Checkbox
              checked={archived}
              onChange={(on) => list.change({ archived: on ? 'true' : undefined }, { replace: true })}
            />
            {t('customField.showArchived')}
          </label>
        </TabPanel>
      </Tabs>
      {editing !== null && (
        <CustomFieldDialog
          entity={entity satisfies CustomEntity}
          field={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}
