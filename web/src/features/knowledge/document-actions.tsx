import { useQueryClient } from '@tanstack/react-query';
import { BadgeCheck, FileUp, Pencil, RotateCcw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { runAction } from '../records/run-action.ts';
import { inWork } from './document-badges.tsx';
import { EditDocument } from './edit-document.tsx';
import { ReplaceDialog } from './replace-dialog.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** What its keeper can do with a document. */
export function DocumentActions({ document, onDeleted }: { document: DocumentView; onDeleted: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<'edit' | 'replace' | 'delete' | null>(null);
  const [pending, setPending] = useState(false);
  const path = `knowledge/documents/${document.id}`;
  const act = async (work: () => Promise<unknown>, done: string) => {
    setPending(true);
    await runAction(t, work, done);
    setPending(false);
    await refresh();
  };
  const remove = async () => {
    setPending(true);
    const removed = await runAction(t, () => api.delete(path), t('knowledge.deleted', { title: document.title }));
    setPending(false);
    setAsking(null);
    if (!removed) return;
    onDeleted();
    // Only the lists: what was deleted is still on the page for a moment and must not be asked for.
    await queries.invalidateQueries({ queryKey: ['knowledge/documents', 'list'] });
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" onClick={() => setAsking('edit')}>
        <Pencil aria-hidden />
        {t('knowledge.edit')}
      </Button>
      <Button size="sm" disabled={inWork(document)} onClick={() => setAsking('replace')}>
        <FileUp aria-hidden />
        {t('knowledge.replace')}
      </Button>
      {document.status === 'ready' && (
        <Button
          size="sm"
          loading={pending}
          onClick={() => void act(() => api.post(`${path}/confirm`), t('knowledge.confirmed'))}
        >
          <BadgeCheck aria-hidden />
          {t('knowledge.confirm')}
        </Button>
      )}
      {document.latest.status === 'failed' && (
        <Button
          size="sm"
          loading={pending}
          onClick={() => void act(() => api.post(`${path}/reindex`, {}), t('knowledge.reading'))}
        >
          <RotateCcw aria-hidden />
          {t('knowledge.readAgain')}
        </Button>
      )}
      <Button size="sm" variant="danger" onClick={() => setAsking('delete')}>
        <Trash2 aria-hidden />
        {t('action.delete')}
      </Button>
      {asking === 'edit' && <EditDocument document={document} onClose={() => setAsking(null)} />}
      {asking === 'replace' && <ReplaceDialog document={document} onClose={() => setAsking(null)} />}
      <ConfirmDialog
        open={asking === 'delete'}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t('knowledge.deleteTitle', { title: document.title })}
        body={t('knowledge.deleteBody')}
        confirmLabel={t('action.delete')}
        danger
        pending={pending}
        onConfirm={() => void remove()}
      />
    </div>
  );
}
