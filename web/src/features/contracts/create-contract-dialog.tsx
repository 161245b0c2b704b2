import { useTranslation } from 'react-i18next';
import { CreateContract, type ContractView } from '../../../../kernel/contracts/orders.ts';
import { CreateDialog } from '../records/create-dialog.tsx';
import { useContractFields } from './use-contract-fields.ts';

interface CreateContractDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The customer it is with; without one the form asks. */
  customerId?: string;
  onCreated?: (contract: ContractView) => void;
}

/** A form for a new contract. */
export function CreateContractDialog({ open, onOpenChange, customerId, onCreated }: CreateContractDialogProps) {
  const { t } = useTranslation();
  const fields = useContractFields().filter(({ name }) => name !== 'owner_id');
  const states = (['draft', 'active'] as const).map((value) => ({ value, label: t(`contractStatus.${value}`) }));
  return (
    <CreateDialog<ContractView>
      open={open}
      onOpenChange={onOpenChange}
      title={t('contract.create')}
      path="crm/contracts"
      schema={CreateContract}
      fields={[
        ...(customerId === undefined
          ? [{ name: 'customer_id', word: 'customer', kind: 'customer', required: true } as const]
          : []),
        ...fields,
        { name: 'status', word: 'status', kind: 'choice', options: states },
      ]}
      {...(customerId === undefined ? {} : { fixed: { customer_id: customerId } })}
      {...(onCreated === undefined ? {} : { onCreated })}
    />
  );
}
