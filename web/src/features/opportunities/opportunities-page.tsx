import { BriefcaseBusiness, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateOpportunity, type OpportunityView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { BulkBar } from '../bulk-edits/bulk-bar.tsx';
import { useCustomColumns } from '../custom-fields/use-custom-columns.tsx';
import { ExportButton } from '../lists/export-button.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { useFacets } from '../lists/use-facets.ts';
import { useListState } from '../lists/use-list-state.ts';
import { useSegmentFilter } from '../lists/use-segment-filter.ts';
import { usePage } from '../lists/use-page.ts';
import { useSelection } from '../lists/use-selection.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import { DealBoard } from './deal-board.tsx';
import { OpportunityCard } from './opportunity-card.tsx';
import { opportunityColumns } from './opportunity-columns.tsx';
import { opportunityFilters } from './opportunity-filters.ts';
import { OpportunityPanel } from './opportunity-panel.tsx';
import { bulkFilter, exportSearch, opportunityQuery } from './opportunity-query.ts';
import { ViewSwitch } from './view-switch.tsx';
import { useOpportunityFields, useProductOptions } from './use-opportunity-fields.ts';

/** The opportunities, as a list or as a board by stage. */
export function OpportunitiesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useListState();
  const query = usePage<OpportunityView>('crm/opportunities', opportunityQuery(list.search));
  const facets = useFacets('opportunities');
  const products = useProductOptions();
  const fields = useOpportunityFields();
  const mayWrite = useMay('crm.write');
  const segments = useSegmentFilter('opportunity');
  const custom = useCustomColumns<OpportunityView>('opportunity');
  const board = list.search['view'] === 'board';
  const selection = useSelection();
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('opportunity.create')}
    </Button>
  );
  return (
    <ListPage
      entity="opportunity"
      title={t('nav.opportunities')}
      searchHint={t('opportunity.searchHint')}
      list={list}
      query={query}
      columns={[...opportunityColumns(format), ...custom]}
      filters={[...opportunityFilters(facets, products, t), ...segments].filter(
        // The columns of the board are the stages.
        ({ name }) => !board || (name !== 'stage' && name !== 'ongoing'),
      )}
      nameOf={(row) => row.name}
      renderCard={(row) => <OpportunityCard opportunity={row} />}
      selection={mayWrite ? selection : undefined}
      bulk={
        !board && (
          <BulkBar
            entity="opportunity"
            selection={selection}
            list={list}
            filter={bulkFilter(list.search)}
            total={query.data?.total ?? 0}
          />
        )
      }
      actions={
        <>
          <ViewSwitch list={list} />
          <ExportButton kind="opportunities" search={exportSearch(list.search)} />
          {create}
        </>
      }
      body={board ? <DealBoard list={list} /> : undefined}
      empty={{
        icon: BriefcaseBusiness,
        title: t('opportunity.emptyTitle'),
        body: t('opportunity.emptyBody'),
        action: create,
      }}
    >
      <OpportunityPanel id={list.search['open']} onClose={() => list.change({ open: undefined })} />
      <CreateDialog<OpportunityView>
        open={creating}
        onOpenChange={setCreating}
        title={t('opportunity.create')}
        path="crm/opportunities"
        schema={CreateOpportunity}
        fields={fields.filter((field) => field.name !== 'probability')}
        onCreated={(deal) => list.change({ open: deal.id })}
      />
    </ListPage>
  );
}
