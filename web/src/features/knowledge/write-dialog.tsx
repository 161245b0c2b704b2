import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { runAction } from '../records/run-action.ts';
import { DocumentFields, documentFits, EMPTY_DOCUMENT } from './document-fields.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

interface WriteDialogProps {
  /** What the text should be about, already filled in. */
  title?: string | undefined;
  /** Questions it should answer, shown beside the text. */
  questions?: readonly string[] | undefined;
  onClose: () => void;
  /** Called before the dialog closes; a failure is told and keeps it open. */
  onWritten: (document: DocumentView) => Promise<void> | void;
}

/** Writes a document by hand. */
export function WriteDialog({ title: given = '', questions = [], onClose, onWritten }: WriteDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [title, setTitle] = useState(given);
  const [text, setText] = useState('');
  const [draft, setDraft] = useState(EMPTY_DOCUMENT);
  const [pending, setPending] = useState(false);
  const ready = title.trim() !== '' && text.trim() !== '' && documentFits(draft);
  const save = async () => {
    setPending(true);
    const work = async () => {
      const body = { ...draft, category: draft.category || null, title: title.trim(), text };
      await onWritten(await api.post<DocumentView>('knowledge/documents/text', body));
    };
    const done = await runAction(t, work, t('knowledge.written'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('knowledge.write')}
      className="max-w-2xl"
      ready={ready}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Field label={t('knowledge.title')} required>
        {(control) => (
          <Input {...control} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
        )}
      </Field>
      {questions.length > 0 && (
        <div className="rounded-md bg-sunken px-3 py-2 text-sm">
          <p className="text-muted">{t('knowledge.answersThese')}</p>
          <ul className="list-disc pl-5">
            {questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </div>
      )}
      <Field label={t('knowledge.text')} required hint={t('knowledge.textHint')}>
        {(control) => (
          <Textarea
            {...control}
            className="min-h-40"
            maxLength={200_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <DocumentFields draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}
