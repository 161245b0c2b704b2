import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { CustomerPanel } from '../customers/customer-panel.tsx';
import { LeadPanel } from '../leads/lead-panel.tsx';
import { ContactPanel } from './contact-panel.tsx';

interface RecordPanelProps {
  entity: QualityEntity;
  id: string | undefined;
  onClose: () => void;
}

/** The panel of whatever kind of record stands in the list. */
export function RecordPanel({ entity, id, onClose }: RecordPanelProps) {
  if (entity === 'customer') return <CustomerPanel id={id} onClose={onClose} />;
  if (entity === 'lead') return <LeadPanel id={id} onClose={onClose} />;
  return <ContactPanel id={id} onClose={onClose} />;
}
