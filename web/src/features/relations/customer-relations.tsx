import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { DecisionChain } from './decision-chain.tsx';
import { RelationGraph } from './relation-graph.tsx';
import { RelationList } from './relation-list.tsx';

/** Who belongs to whom, drawn and as lists, and who decides. */
export function CustomerRelations({ customer, list }: { customer: CustomerView; list: ListState }) {
  return (
    <>
      <RelationGraph customer={customer} list={list} />
      <div className="grid gap-6 lg:grid-cols-2">
        <div>
          <RelationList customerId={customer.id} />
        </div>
        <div>
          <DecisionChain customer={customer} />
        </div>
      </div>
    </>
  );
}
