import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { freshnessOf, type Freshness } from './freshness.ts';

const TONES: Record<Freshness, Tone> = {
  not_yet: 'neutral',
  expired: 'danger',
  expiring: 'warning',
  unconfirmed: 'warning',
};

/** Whether a version of a document is being read or put into the index. */
export function inWork({ latest }: Pick<DocumentView, 'latest'>): boolean {
  return latest.status === 'waiting' || latest.status === 'reading' || latest.status === 'indexing';
}

/** Where a document stands: being read and how far, unreadable, or how fresh it is; «可用» when all is well. */
export function DocumentBadges({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const freshness = freshnessOf(document, useNow());
  const { latest } = document;
  return (
    <span className="flex flex-wrap items-center gap-1">
      {inWork(document) && (
        <Badge tone="accent">
          {latest.status === 'indexing' && latest.passages > 0
            ? t('knowledge.indexing', { done: latest.indexed, all: latest.passages })
            : t(`versionStatus.${latest.status}`)}
        </Badge>
      )}
      {latest.status === 'failed' && (
        <Badge tone="danger">{t(document.current === null ? 'knowledge.unreadable' : 'knowledge.newUnreadable')}</Badge>
      )}
      {freshness !== undefined && <Badge tone={TONES[freshness]}>{t(`freshness.${freshness}`)}</Badge>}
      {document.status === 'ready' && freshness === undefined && latest.status === 'ready' && (
        <Badge tone="success">{t('knowledge.usable')}</Badge>
      )}
    </span>
  );
}
