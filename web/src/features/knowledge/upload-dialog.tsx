import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UploadAnswer } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Button } from '../../ui/button.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { DocumentFields, documentFits, EMPTY_DOCUMENT, type DocumentDraft } from './document-fields.tsx';
import { fileSize } from './file-size.ts';
import { useDropWords } from './use-drop-words.ts';

/** Endings of the files a document can be read from. */
export const DOCUMENT_ENDINGS = [
  '.md',
  '.markdown',
  '.txt',
  '.html',
  '.htm',
  '.pdf',
  '.docx',
  '.xlsx',
  '.xlsm',
  '.csv',
  '.tsv',
];
const ENDINGS = [...DOCUMENT_ENDINGS, '.zip'];

/** Chooses files and says what is known about them; the upload itself goes on by itself. */
export function UploadDialog({ onClose, onSent }: { onClose: () => void; onSent: (batch: UploadAnswer) => void }) {
  const { t } = useTranslation();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [draft, setDraft] = useState(EMPTY_DOCUMENT);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = useDropWords();
  const send = async () => {
    setPending(true);
    setError(null);
    try {
      onSent(await api.post<UploadAnswer>('knowledge/documents', formOf(files, draft)));
    } catch (thrown) {
      setError(thrown);
      setPending(false);
    }
  };
  const ready = files.length > 0 && documentFits(draft);
  return (
    <FormDialog
      title={t('knowledge.upload')}
      className="max-w-2xl"
      saveLabel={files.length === 0 ? t('knowledge.upload') : t('knowledge.uploadCount', { count: files.length })}
      ready={ready}
      pending={pending}
      onSave={() => void send()}
      onClose={onClose}
    >
      <FileDrop
        words={words}
        endings={ENDINGS}
        multiple
        busy={pending}
        error={null}
        onFiles={(more) =>
          setFiles((old) => [...old.filter((one) => !more.some((file) => file.name === one.name)), ...more])
        }
      />
      {files.length > 0 && (
        <ul aria-label={t('knowledge.chosenFiles')} className="rounded-md border border-line">
          {files.map((file) => (
            <li key={file.name} className="flex items-center gap-2 border-b border-line px-3 py-1 last:border-b-0">
              <span className="min-w-0 flex-1 truncate">{file.name}</span>
              <span className="num text-sm text-faint">{fileSize(file.size)}</span>
              <Button
                size="icon-sm"
                variant="ghost"
                aria-label={t('knowledge.dropFile', { name: file.name })}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <DocumentFields draft={draft} onChange={setDraft} />
      {error !== null && (
        <p role="alert" className="text-sm text-danger">
          {describeError(error, t).message} {t('knowledge.filesKept')}
        </p>
      )}
    </FormDialog>
  );
}

/** The files and what is known about all of them as the service takes them. */
function formOf(files: readonly File[], draft: DocumentDraft): FormData {
  const form = new FormData();
  form.append('visibility', JSON.stringify(draft.visibility));
  if (draft.category !== '') form.append('category', draft.category);
  if (draft.tags.length > 0) form.append('tags', JSON.stringify(draft.tags));
  if (draft.valid_from !== null) form.append('valid_from', draft.valid_from);
  if (draft.valid_until !== null) form.append('valid_until', draft.valid_until);
  for (const file of files) form.append('file', file, file.name);
  return form;
}
