import { Plus, UserRoundSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CreateLead, type LeadView } from '../../../../kernel/contracts/crm.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { BulkBar } from '../bulk-edits/bulk-bar.tsx';
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
import { LeadCard } from './lead-card.tsx';
import { LEAD_COLUMNS } from './lead-columns.tsx';
import { leadFilters } from './lead-filters.ts';
import { LeadPanel } from './lead-panel.tsx';
import { useLeadFields } from './use-lead-fields.ts';

/** The list of leads. */
export function LeadsPage() {
  const { t } = useTranslation();
  const list = useListState();
  const query = usePage<LeadView>('crm/leads', listQuery(list.search));
  const facets = useFacets('leads');
  const fields = useLeadFields();
  const selection = useSelection();
  const mayWrite = useMay('crm.write');
  const segments = useSegmentFilter('lead');
  const custom = useCustomColumns<LeadView>('lead');
  const [creating, setCreating] = useState(false);
  const create = mayWrite && (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      {t('lead.create')}
    </Button>
  );
  return (
    <ListPage
      entity="lead"
      title={t('nav.leads')}
      searchHint={t('lead.searchHint')}
      list={list}
      query={query}
      columns={[...LEAD_COLUMNS, ...custom]}
      filters={[...leadFilters(facets, t), ...segments]}
      nameOf={(row) => row.name}
      renderCard={(row) => <LeadCard lead={row} />}
      selection={mayWrite ? selection : undefined}
      bulk={<BulkBar entity="lead" selection={selection} list={list} total={query.data?.total ?? 0} />}
      actions={
        <>
          <ExportButton kind="leads" also="lead-scores" search={{ ...list.search, open: undefined }} />
          {create}
        </>
      }
      empty={{ icon: UserRoundSearch, title: t('lead.emptyTitle'), body: t('lead.emptyBody'), action: create }}
    >
      <LeadPanel id={list.search['open']} onClose={() => list.change({ open: undefined })} />
      <CreateDialog<LeadView>
        open={creating}
        onOpenChange={setCreating}
        title={t('lead.create')}
        path="crm/leads"
        schema={CreateLead}
        fields={fields}
        twinsOf="lead"
        onCreated={(lead) => list.change({ open: lead.id })}
      />
    </ListPage>
  );
}
