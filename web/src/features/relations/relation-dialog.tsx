import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RELATION_ROLES, type RelationRole } from '../../../../kernel/contracts/relations.ts';
import { api } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { CustomerPicker } from '../customers/customer-picker.tsx';
import { runAction } from '../records/run-action.ts';

interface RelationDialogProps {
  /** Path of the customer's relations. */
  path: string;
  onClose: () => void;
  onAdded: () => Promise<void>;
}

/** Ties this customer to another one. A refusal (a circle, a second parent) keeps what was chosen. */
export function RelationDialog({ path, onClose, onAdded }: RelationDialogProps) {
  const { t } = useTranslation();
  const [other, setOther] = useState<string | undefined>();
  const [role, setRole] = useState<RelationRole>('parent');
  const [note, setNote] = useState('');
  const [pending, setPending] = useState(false);
  const add = async () => {
    if (other === undefined) return;
    setPending(true);
    const body = { customer_id: other, role, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    const done = await runAction(t, () => api.post(path, body), t('relation.added'));
    setPending(false);
    await onAdded();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('relation.create')}
      className="max-w-md"
      saveLabel={t('action.add')}
      ready={other !== undefined}
      pending={pending}
      onSave={() => void add()}
      onClose={onClose}
    >
      <Field label={t('relation.other')} required>
        {(control) => <CustomerPicker {...control} value={other} onChange={setOther} />}
      </Field>
      <Field label={t('relation.role')}>
        {(control) => (
          <Select
            {...control}
            value={role}
            options={RELATION_ROLES.map((value) => ({ value, label: t(`relationRole.${value}`) }))}
            onChange={(value) => setRole(value as RelationRole)}
          />
        )}
      </Field>
      <Field label={t('relation.note')}>
        {(control) => (
          <Input {...control} maxLength={300} value={note} onChange={(event) => setNote(event.target.value)} />
        )}
      </Field>
    </FormDialog>
  );
}
