import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';
import { DOCUMENT_ENDINGS } from './upload-dialog.tsx';
import { useDropWords } from './use-drop-words.ts';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** Brings a new version of a document in; the old one answers until the new one is wholly read. */
export function ReplaceDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const words = useDropWords();
  const [note, setNote] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (file: File) => {
    setPending(true);
    setError(null);
    const form = new FormData();
    if (note.trim() !== '') form.append('note', note.trim());
    form.append('file', file, file.name);
    try {
      await api.post(`knowledge/documents/${document.id}/versions`, form);
      await refresh();
      toast.success(t('knowledge.replacing'));
      onClose();
    } catch (thrown) {
      setError(thrown);
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('knowledge.replaceTitle', { title: document.title })}
      description={t('knowledge.replaceBody')}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <Field label={t('knowledge.note')} hint={t('knowledge.noteHint')}>
          {(control) => (
            <Input {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
        <FileDrop
          words={{ ...words, drop: t('knowledge.dropOne'), choose: t('knowledge.chooseFile') }}
          endings={DOCUMENT_ENDINGS}
          busy={pending}
          error={error}
          onFiles={([file]) => file && void send(file)}
        />
      </form>
    </Dialog>
  );
}
