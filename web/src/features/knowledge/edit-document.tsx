import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { runAction } from '../records/run-action.ts';
import { useUserOptions } from '../records/use-users.ts';
import { DocumentFields, documentFits, type DocumentDraft } from './document-fields.tsx';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** Changes what is known about a document beside its text. A refusal keeps what was typed. */
export function EditDocument({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const users = useUserOptions();
  const [title, setTitle] = useState(document.title);
  const [owner, setOwner] = useState(document.owner_id);
  const [draft, setDraft] = useState<DocumentDraft>({ ...document, category: document.category ?? '' });
  const [pending, setPending] = useState(false);
  const ready = title.trim() !== '' && documentFits(draft);
  const save = async () => {
    setPending(true);
    const { category, tags, visibility, valid_from, valid_until } = draft;
    const body = {
      version: document.version,
      title: title.trim(),
      category: category === '' ? null : category,
      tags,
      visibility,
      valid_from,
      valid_until,
      ...(owner === null || owner === document.owner_id ? {} : { owner_id: owner }),
    };
    const done = await runAction(t, () => api.patch(`knowledge/documents/${document.id}`, body), t('knowledge.saved'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('knowledge.editTitle')}
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
      <Field label={t('field.owner')}>
        {(control) => (
          <Combobox
            {...control}
            aria-label={t('field.owner')}
            value={owner ?? undefined}
            options={users}
            onChange={setOwner}
          />
        )}
      </Field>
      <DocumentFields draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}
