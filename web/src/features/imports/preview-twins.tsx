import { useTranslation } from 'react-i18next';
import type { ImportPreview } from '../../../../kernel/contracts/imports.ts';

/** Rows that are probably records one has already, each with the record. Nothing when there are none. */
export function PreviewTwins({ duplicates }: { duplicates: ImportPreview['duplicates'] }) {
  const { t } = useTranslation();
  if (duplicates.rows === 0) return null;
  return (
    <section className="mt-3 rounded-md bg-warning-soft px-3 py-2 text-sm">
      <h3 className="font-medium text-warning">{t('imports.twins', { count: duplicates.rows })}</h3>
      <ul className="mt-1">
        {duplicates.sample.map(({ row, match }) => (
          <li key={`${row}-${match.id ?? match.message}`}>
            <span className="num text-muted">{t('imports.twinRow', { row })}</span>
            {match.message}
            <span className="text-muted"> · {match.reasons.map((reason) => reason.label).join('、')}</span>
          </li>
        ))}
      </ul>
      {duplicates.rows > duplicates.sample.length && (
        <p className="mt-1 text-muted">{t('imports.twinsMore', { count: duplicates.sample.length })}</p>
      )}
    </section>
  );
}
