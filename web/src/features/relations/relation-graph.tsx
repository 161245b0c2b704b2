import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import type { GraphView } from '../../../../kernel/contracts/relations.ts';
import { api } from '../../api/client.ts';
import { Select } from '../../ui/select.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { useNarrow } from '../lists/use-narrow.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { Section } from '../records/section.tsx';
import { GraphPicture } from './graph-picture.tsx';

const DEPTHS = ['1', '2', '3'] as const;

/** The customers around one and the people who decide, as a picture; the lists below say the same for the keyboard. */
export function RelationGraph({ customer, list }: { customer: CustomerView; list: ListState }) {
  const { t } = useTranslation();
  const narrow = useNarrow();
  const depth = DEPTHS.find((one) => one === list.search['depth']) ?? '1';
  const query = useQuery({
    queryKey: ['crm/customers', 'graph', customer.id, depth],
    queryFn: ({ signal }) => api.get<GraphView>(`crm/customers/${customer.id}/graph`, { depth }, signal),
  });
  return (
    <Section
      title={t('relation.graph')}
      action={
        <Select
          aria-label={t('relation.depth')}
          className="h-7 w-24"
          value={depth}
          options={DEPTHS.map((value) => ({ value, label: t(`relation.depth${value}`) }))}
          onChange={(next) => list.change({ depth: next === '1' ? undefined : next }, { replace: true })}
        />
      }
    >
      <PanelBody query={query}>
        {(graph) =>
          graph.edges.length === 0 ? (
            <p className="text-muted">{t('relation.graphAlone')}</p>
          ) : (
            <>
              <GraphPicture graph={graph} name={customer.name} narrow={narrow} />
              <p className="mt-1 text-sm text-faint">{t(graph.truncated ? 'relation.truncated' : 'relation.same')}</p>
            </>
          )
        }
      </PanelBody>
    </Section>
  );
}
