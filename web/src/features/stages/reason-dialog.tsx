import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LostReasonView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { runAction } from '../records/run-action.ts';

/** A lost reason: its words, and whether people add their own. */
export function ReasonDialog({ reason, onClose }: { reason: LostReasonView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [label, setLabel] = useState(reason?.label ?? '');
  const [needsText, setNeedsText] = useState(reason?.needs_text ?? false);
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    const body = { label: label.trim(), needs_text: needsText };
    const done = await runAction(
      t,
      () =>
        reason
          ? api.patch(`crm/lost-reasons/${reason.id}`, { ...body, version: reason.version })
          : api.post('crm/lost-reasons', body),
      t('stageSettings.reasonSaved'),
    );
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/lost-reasons'] });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={reason ? `${t('action.edit')}「${reason.label}」` : t('stageSettings.addReason')}
      className="max-w-md"
      ready={label.trim() !== ''}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Field label={t('stageSettings.reasonName')} required>
        {(control) => (
          <Input {...control} maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} />
        )}
      </Field>
      <label className="flex items-center gap-2">
        <Checkbox checked={needsText} onChange={setNeedsText} />
        {t('stageSettings.needsText')}
      </label>
    </FormDialog>
  );
}
