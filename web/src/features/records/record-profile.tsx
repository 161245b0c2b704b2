import { useState } from 'react';
import { useMay } from '../../api/use-session.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import type { FieldSpec } from './field-spec.ts';
import { InlineField } from './inline-field.tsx';
import { useEditRecord } from './use-edit-record.ts';
import { bodyOf, valueOf, type Versioned } from './versioned.ts';

interface RecordProfileProps<T> {
  /** Path of the record's list, such as `crm/customers`. */
  path: string;
  record: T;
  fields: readonly FieldSpec[];
}

/** The fields of a record, each edited in place under the record's version. */
export function RecordProfile<T extends Versioned>({ path, record, fields }: RecordProfileProps<T>) {
  const mayWrite = useMay('crm.write');
  const edit = useEditRecord(path, record);
  const [editing, setEditing] = useState<string | null>(null);
  const save = async (name: string, value: unknown) => {
    if (await edit.save(bodyOf({ [name]: value }))) setEditing(null);
  };
  return (
    <>
      <ConflictNotice edit={edit} fields={fields} onSettled={() => setEditing(null)} />
      <dl>
        {fields.map((spec) => (
          <InlineField
            key={spec.name}
            spec={spec}
            value={valueOf(record, spec.name)}
            words={spec.shownAs === undefined ? undefined : valueOf(record, spec.shownAs)}
            readOnly={!mayWrite}
            saving={edit.saving}
            editing={editing === spec.name}
            onEdit={(on) => setEditing(on ? spec.name : null)}
            onSave={(value) => void save(spec.name, value)}
          />
        ))}
      </dl>
    </>
  );
}
