import { Link } from '@tanstack/react-router';
import { Plus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateCustomer, type CustomerView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button, buttonLook } from '../../ui/button.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { listQuery } from '../lists/list-search.ts';
import { useFacets } from '../lists/use-facets.ts';
import { useListState } from '../lists/use-list-state.ts';
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
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('customer.create')}
    </Button>
  );
  return (
    <ListPage
      name="customers"
      title={t('nav.customers')}
      searchHint={t('customer.searchHint')}
      list={list}
      query={query}
      columns={customerColumns(format)}
      filters={customerFilters(facets, t)}
      nameOf={(row) => row.name}
      renderCard={(row) => <CustomerCard customer={row} />}
      selection={mayWrite ? selection : undefined}
      bulk={<BulkTagBar selection={selection} />}
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
        fields={fields.filter((field) => CREATE_FIELDS.includes(field.name))}
        onCreated={(customer) => list.change({ open: customer.id })}
      />
    </ListPage>
  );
}

const CREATE_FIELDS = ['name', 'region', 'city', 'sector', 'source', 'phone', 'website', 'description'];
