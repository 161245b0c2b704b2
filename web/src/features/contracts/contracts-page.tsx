import { Plus, ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { listQuery } from '../lists/list-search.ts';
import { useFacets } from '../lists/use-facets.ts';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { ContractCard } from './contract-card.tsx';
import { contractColumns } from './contract-columns.tsx';
import { contractFilters } from './contract-filters.ts';
import { ContractPanel } from './contract-panel.tsx';
import { ContractShortcuts } from './contract-shortcuts.tsx';
import { CreateContractDialog } from './create-contract-dialog.tsx';

/** The list of contracts, with those whose renewal is due one click away. */
export function ContractsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListState();
  const query = usePage<ContractView>('crm/contracts', listQuery(list.search));
  const facets = useFacets('customers');
  const mayWrite = useMay('crm.write');
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('contract.create')}
    </Button>
  );
  return (
    <ListPage
      title={t('nav.contracts')}
      searchHint={t('contract.searchHint')}
      list={list}
      query={query}
      columns={contractColumns(format, t)}
      filters={contractFilters(facets, t)}
      nameOf={(row) => row.name}
      renderCard={(row) => <ContractCard contract={row} />}
      bulk={<ContractShortcuts list={list} />}
      actions={create}
      empty={{ icon: ScrollText, title: t('contract.emptyTitle'), body: t('contract.emptyBody'), action: create }}
    >
      <ContractPanel id={list.search['open']} onClose={() => list.change({ open: undefined })} />
      <CreateContractDialog
        open={creating}
        onOpenChange={setCreating}
        onCreated={(contract) => list.change({ open: contract.id })}
      />
    </ListPage>
  );
}
