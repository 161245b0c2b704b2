import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../format/format-number.ts';
import type { Words } from '../../i18n/zh.ts';

interface BulkCountsProps {
  counts: readonly { word: keyof Words['bulkEdit']['count']; count: number }[];
}

/** How many records had or will have which outcome. */
export function BulkCounts({ counts }: BulkCountsProps) {
  const { t } = useTranslation();
  return (
    <dl className="grid grid-cols-3 gap-2">
      {counts.map(({ word, count }) => (
        <div key={word} className="rounded-md border border-line px-3 py-2">
          <dt className="text-sm text-muted">{t(`bulkEdit.count.${word}`)}</dt>
          <dd className="num text-lg font-semibold">{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
