import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useFormat } from '../../format/use-format.ts';
import { ContractStatusBadge } from '../records/contract-status-badge.tsx';
import { ContractEnd } from './contract-end.tsx';

/** A contract as one entry of the phone's list. */
export function ContractCard({ contract }: { contract: ContractView }) {
  const { shortMoney } = useFormat();
  return (
    <>
      <span className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{contract.name}</span>
        <span className="num shrink-0">{shortMoney(contract.amount)}</span>
        <ContractStatusBadge status={contract.status} />
      </span>
      <span className="flex items-center gap-2 text-sm text-muted">
        <span className="min-w-0 flex-1 truncate">{contract.customer_name}</span>
        <span className="shrink-0">
          <ContractEnd contract={contract} />
        </span>
      </span>
    </>
  );
}
