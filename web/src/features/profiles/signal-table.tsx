import { useTranslation } from 'react-i18next';
import type { SignalView } from '../../../../kernel/contracts/profile.ts';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';

/** Every signal of a customer: what it says, its points, how much it counts. */
export function SignalTable({ signals }: { signals: readonly SignalView[] }) {
  const { t } = useTranslation();
  return (
    <Table className="mt-1 text-sm">
      <caption className="sr-only">{t('profile.signals')}</caption>
      <thead>
        <tr>
          <Th>{t('profile.signal')}</Th>
          <Th numeric>{t('profile.signalPoints')}</Th>
          <Th numeric>{t('profile.weight')}</Th>
        </tr>
      </thead>
      <tbody>
        {signals.map((signal) => (
          <Tr key={signal.key}>
            <Td>
              {signal.label}
              <span className="block text-muted">{signal.words}</span>
            </Td>
            <Td numeric>{signal.points ?? '—'}</Td>
            <Td numeric>{signal.weight}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
