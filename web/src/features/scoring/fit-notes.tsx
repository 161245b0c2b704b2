import { useTranslation } from 'react-i18next';
import type { FitNote } from '../../../../kernel/contracts/scoring.ts';
import { Badge } from '../../ui/badge.tsx';

/** What a person should know about the columns a model was fitted from. Nothing when there is nothing. */
export function FitNotes({ notes }: { notes: readonly FitNote[] }) {
  const { t } = useTranslation();
  if (notes.length === 0) return null;
  return (
    <ul aria-label={t('scoring.notes')} className="mt-2 flex flex-col gap-1 text-sm">
      {notes.map((note) => (
        <li key={`${note.code} ${note.feature}`} className="flex items-start gap-2">
          <Badge tone={note.level === 'warning' ? 'warning' : 'neutral'} className="shrink-0">
            {t(note.level === 'warning' ? 'scoring.warning' : 'scoring.note')}
          </Badge>
          <span>{note.text}</span>
        </li>
      ))}
    </ul>
  );
}
