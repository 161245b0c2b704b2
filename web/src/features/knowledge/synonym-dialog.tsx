import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SynonymView } from '../../../../kernel/contracts/knowledge-synonyms.ts';
import { api } from '../../api/client.ts';
import { TagInput } from '../../chat/tag-input.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { runAction } from '../records/run-action.ts';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** Writes a group of words that stand for each other. */
export function SynonymDialog({ group, onClose }: { group: SynonymView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [words, setWords] = useState(group?.words ?? []);
  const [note, setNote] = useState(group?.note ?? '');
  const [pending, setPending] = useState(false);
  const ready = words.length >= 2;
  const save = async () => {
    setPending(true);
    const body = { words, note: note.trim() === '' ? null : note.trim() };
    const work = () =>
      group === undefined
        ? api.post('knowledge/synonyms', body)
        : api.request('PUT', `knowledge/synonyms/${group.id}`, { body: { ...body, version: group.version } });
    const done = await runAction(t, work, t('knowledge.synonymSaved'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(group === undefined ? 'knowledge.newSynonym' : 'knowledge.changeSynonym')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button variant="primary" loading={pending} disabled={!ready} onClick={() => void save()}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <Field label={t('knowledge.words')} required hint={t('knowledge.wordsHint')}>
          {({ id }) => <TagInput id={id} value={words} onChange={setWords} />}
        </Field>
        <Field label={t('knowledge.synonymNote')}>
          {(control) => (
            <Input {...control} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
