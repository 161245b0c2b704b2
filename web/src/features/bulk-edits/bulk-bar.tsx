import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import type { Selection } from '../lists/use-selection.ts';
import { BulkEditButton } from './bulk-edit-button.tsx';

type BulkBarProps = Parameters<typeof BulkEditButton>[0] & { selection: Selection };

/** What can be done with the ticked records. */
export function BulkBar(props: BulkBarProps) {
  const { t } = useTranslation();
  const { selection } = props;
  if (selection.ids.length === 0) return null;
  return (
    <div
      role="toolbar"
      aria-label={t('list.bulk')}
      className="mx-4 mt-2 flex flex-wrap items-center gap-2 rounded-md bg-accent-soft px-3 py-2"
    >
      <span className="num mr-1 text-accent-ink">{t('list.selected', { count: selection.ids.length })}</span>
      <BulkEditButton {...props} />
      <Button variant="ghost" onClick={selection.clear}>
        {t('list.clearSelection')}
      </Button>
    </div>
  );
}
