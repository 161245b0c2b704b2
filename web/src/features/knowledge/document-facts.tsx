import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { Badge } from '../../ui/badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { useTeams, visibilityWords } from './visibility-words.ts';

/** What is known about a document beside its text. */
export function DocumentFacts({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const teams = useTeams();
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
      <Fact word={t('knowledge.category')}>{document.category ?? t('knowledge.noCategory')}</Fact>
      {document.tags.length > 0 && (
        <Fact word={t('field.tags')}>
          <span className="flex flex-wrap gap-1">
            {document.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </span>
        </Fact>
      )}
      <Fact word={t('knowledge.visibility')}>{visibilityWords(document.visibility, teams, t)}</Fact>
      <Fact word={t('field.owner')}>{document.owner_name ?? '—'}</Fact>
      <Fact word={t('knowledge.valid')}>
        {document.valid_from !== null && (
          <>
            <TimeText at={document.valid_from} /> {t('knowledge.fromDay')}
            {document.valid_until === null ? '' : t('knowledge.comma')}
          </>
        )}
        {document.valid_until !== null ? (
          <>
            {t('knowledge.untilDay')} <TimeText at={document.valid_until} />
          </>
        ) : (
          document.valid_from === null && t('knowledge.noEnd')
        )}
      </Fact>
      <Fact word={t('field.source')}>
        {t(`documentSource.${document.source}`)}
        {document.source_path !== null && <span className="break-all text-faint"> {document.source_path}</span>}
      </Fact>
      <Fact word={t('field.updatedAt')}>
        <TimeText at={document.updated_at} />
      </Fact>
      {document.confirmed_at !== null && (
        <Fact word={t('knowledge.confirmedAt')}>
          <TimeText at={document.confirmed_at} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{word}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
