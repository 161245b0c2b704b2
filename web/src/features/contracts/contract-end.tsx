import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useNow } from '../../format/use-now.ts';
import { TimeText } from '../records/time-text.tsx';
import { DUE_DAYS } from './contract-filters.ts';
import { daysLeft } from './days-left.ts';

/** The last day of a contract; of one in force that ends soon also in how many days. */
export function ContractEnd({ contract }: { contract: Pick<ContractView, 'ends_on' | 'status'> }) {
  const { t } = useTranslation();
  const now = useNow();
  const { ends_on: day, status } = contract;
  if (day === null) return <span className="text-faint">{t('contract.noEnd')}</span>;
  const left = daysLeft(day, now);
  const soon = status === 'active' && left <= Number(DUE_DAYS);
  const words =
    left === 0
      ? t('contract.endsToday')
      : left < 0
        ? t('contract.ended', { days: -left })
        : t('contract.endsIn', { days: left });
  return (
    <>
      <TimeText at={day} />
      {soon && <span className="num ml-2 text-sm whitespace-nowrap text-warning">{words}</span>}
    </>
  );
}
