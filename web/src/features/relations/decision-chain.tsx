import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import type { DecisionLink } from '../../../../kernel/contracts/relations.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { PanelBody } from '../records/panel-body.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { ChainLine } from './chain-line.tsx';
import { useRefreshRelations } from './use-refresh-relations.ts';

/** Who decides, who supports and who opposes, and who reports to whom; every choice is stored at once. */
export function DecisionChain({ customer }: { customer: Pick<CustomerView, 'id' | 'name'> }) {
  const { t } = useTranslation();
  const { id: customerId } = customer;
  const refresh = useRefreshRelations(customerId);
  const mayWrite = useMay('crm.write');
  const path = `crm/customers/${customerId}/decision-chain`;
  const query = useQuery({
    queryKey: ['crm/customers', 'chain', customerId],
    queryFn: ({ signal }) => api.get<{ items: DecisionLink[] }>(path, undefined, signal).then(({ items }) => items),
  });
  const change = async (work: () => Promise<unknown>) => {
    await runAction(t, work, t('relation.saved'));
    await refresh();
  };
  return (
    <Section title={t('relation.chain')} count={query.data?.length}>
      <PanelBody query={query}>
        {(people) =>
          people.length === 0 ? (
            <p className="text-muted">{t('relation.chainEmpty')}</p>
          ) : (
            <ul>
              {people.map((person) => (
                <ChainLine
                  key={person.contact_id}
                  person={person}
                  people={people}
                  at={customer.name}
                  mayWrite={mayWrite}
                  onPart={({ role, attitude }) =>
                    void change(() =>
                      role === null
                        ? api.delete(`${path}/${person.contact_id}`)
                        : api.request('PUT', path, {
                            body: { contact_id: person.contact_id, role, attitude, note: person.note },
                          }),
                    )
                  }
                  onBoss={(manager) =>
                    void change(() =>
                      api.request('PUT', `crm/contacts/${person.contact_id}/reports-to`, {
                        body: { manager_id: manager },
                      }),
                    )
                  }
                />
              ))}
            </ul>
          )
        }
      </PanelBody>
    </Section>
  );
}
