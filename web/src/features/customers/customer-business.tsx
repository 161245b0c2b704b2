import { CustomerContracts } from '../contracts/customer-contracts.tsx';
import { CustomerOrders } from '../orders/customer-orders.tsx';

/** What a customer ordered, and what was agreed with them. */
export function CustomerBusiness({ customerId }: { customerId: string }) {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <div>
        <CustomerOrders customerId={customerId} />
      </div>
      <div>
        <CustomerContracts customerId={customerId} />
      </div>
    </div>
  );
}
