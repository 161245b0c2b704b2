import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import type { GapView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { usePage } from '../lists/use-page.ts';

interface LinkDocumentProps {
  gap: GapView;
  onClose: () => void;
  onLink: (documentId: string) => Promise<boolean>;
}

/** Names the document that answers a gap. */
export function LinkDocument({ gap, onClose, onLink }: LinkDocumentProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [pending, setPending] = useState(false);
  const query = usePage<DocumentView>('knowledge/documents', { q: words, page_size: 50 });
  const save = async () => {
    if (chosen === undefined) return;
    setPending(true);
    const done = await onLink(chosen);
    setPending(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('knowledge.linkTitle', { title: gap.title })}
      description={t('knowledge.linkBody')}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button variant="primary" loading={pending} disabled={chosen === undefined} onClick={() => void save()}>
            {t('knowledge.link')}
          </Button>
        </>
      }
    >
      <Field label={t('knowledge.document')}>
        {(control) => (
          <Combobox
            {...control}
            aria-label={t('knowledge.document')}
            value={chosen}
            options={(query.data?.items ?? []).map((one) => ({
              value: one.id,
              label: one.title,
              note: one.category ?? undefined,
            }))}
            loading={query.isPending}
            onSearch={setWords}
            onChange={setChosen}
          />
        )}
      </Field>
    </Dialog>
  );
}
