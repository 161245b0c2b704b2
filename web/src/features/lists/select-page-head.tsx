import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Th } from '../../ui/table.tsx';
import type { Selection } from './use-selection.ts';

/** The head of the column in which rows are ticked: ticks the whole page. */
export function SelectPageHead({
  selection,
  rows,
}: {
  selection: Selection;
  rows: Parameters<Selection['stateOf']>[0];
}) {
  const { t } = useTranslation();
  return (
    <Th className="w-9 pr-0">
      <Checkbox
        aria-label={t('list.selectPage')}
        checked={selection.stateOf(rows)}
        onChange={(on) => selection.setAll(rows, on)}
      />
    </Th>
  );
}
