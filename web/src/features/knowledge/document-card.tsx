import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { TimeText } from '../records/time-text.tsx';
import { DocumentBadges } from './document-badges.tsx';

/** A document on a phone. */
export function DocumentCard({ document }: { document: DocumentView }) {
  return (
    <>
      <span className="font-medium">{document.title}</span>
      <span className="flex flex-wrap items-center gap-2 text-sm text-muted">
        <DocumentBadges document={document} />
        {document.category !== null && <span>{document.category}</span>}
        <TimeText at={document.updated_at} />
      </span>
      {document.latest.status === 'failed' && document.latest.problem !== null && (
        <span className="text-sm text-danger">{document.latest.problem.message}</span>
      )}
    </>
  );
}
