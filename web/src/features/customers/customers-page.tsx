import { Link } from '@tanstack/react-router';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateCustomer, type CustomerView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button, buttonLook } from '../../ui/button.tsx';
import { BulkEditButton } from '../bulk-edits/bulk-edit-button.tsx';
import { useCustomColumns } from '../custom-fields/use-custom-columns.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { listQuery } from '../lists/list-search.ts';
import { useFacets } from '../lists/use-facets.ts';
import { useListState } from '../lists/use-list-state.ts';
import { useSegmentFilter } from '../lists/use-segment-filter.ts';
import { usePage } from '../lists/use-page.ts';
import { useSelection } from '../lists/use-selection.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import { BulkTagBar } from './bulk-tag-bar.tsx';
import { CustomerCard } from './customer-card.tsx';
import { customerColumns } from './customer-columns.tsx';
import { customerFilters } from './customer-filters.ts';
import { CustomerPanel } from './customer-panel.tsx';
import { useCustomerFields } from './use-customer-fields.ts';

/** The list of customers. */
export function CustomersPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListState();
  const query = usePage<CustomerView>('crm/customers', listQuery(list.search));
  const facets = useFacets('customers');
  const fields = useCustomerFields();
  const selection = useSelection();
  const mayWrite = useMay('crm.write');
  const mayImport = useMay('crm.import');
  const segments = useSegmentFilter('customer');
  const custom = useCustomColumns<CustomerView>('customer');
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('customer.create')}
    </Button>
  );
  return (
    <ListPage
      entity="customer"
      title={t('nav.customers')}
      searchHint={t('customer.searchHint')}
      list={list}
      query={query}
      columns={[...customerColumns(format, t), ...custom]}
      presets={[{ name: t('profile.atRisk'), search: { health_level: 'at_risk', sort: 'health' } }]}
      filters={[...customerFilters(facets, t), ...segments]}
      nameOf={(row) => row.name}
      renderCard={(row) => <CustomerCard customer={row} />}
      selection={mayWrite ? selection : undefined}
      bulk={
        <BulkTagBar selection={selection}>
          <BulkEditButton entity="customer" selection={selection} list={list} total={query.data?.total ?? 0} />
        </BulkTagBar>
      }
      actions={
        <>
          <ExportButton kind="customers" search={{ ...list.search, open: undefined }} />
          {create}
        </>
      }
      empty={{
        icon: UsersRound,
        title: t('customer.emptyTitle'),
        body: t('customer.emptyBody'),
        action: (
          <>
            {mayImport && (
              <Link to="/imports" className={buttonLook({ variant: 'secondary' })}>
                {t('customer.importFile')}
              </Link>
            )}
            {create}
          </>
        ),
      }}
    >
      <CustomerPanel id={list.search['open']} onClose={() => list.change({ open: undefined })} />
      <CreateDialog<CustomerView>
        open={creating}
        onOpenChange={setCreating}
        title={t('customer.create')}
        path="crm/customers"
        schema={CreateCustomer}
        fields={fields.filter(({ name }) => CREATE_FIELDS.includes(name) || name.startsWith('custom.'))}
        twinsOf="customer"
        onCreated={(customer) => list.change({ open: customer.id })}
      />
    </ListPage>
  );
}

const CREATE_FIELDS = ['name', 'region', 'city', 'sector', 'source', 'phone', 'credit_code', 'website', 'description'];
