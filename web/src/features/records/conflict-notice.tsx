import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { fieldText, type FieldSpec } from './field-spec.ts';
import { FieldValue } from './field-value.tsx';
import { fieldTitle } from './field-word.ts';
import type { EditRecord } from './use-edit-record.ts';
import { valueOf, type Versioned } from './versioned.ts';

interface ConflictNoticeProps<T> {
  edit: EditRecord<T>;
  fields: readonly FieldSpec[];
  onSettled: () => void;
}

/** Somebody was faster: what they changed, what the person wrote, and the two ways on. */
export function ConflictNotice<T extends Versioned>({ edit, fields, onSettled }: ConflictNoticeProps<T>) {
  const { t } = useTranslation();
  const { conflict } = edit;
  if (conflict === null) return null;
  const shown = (spec: FieldSpec) => spec.shownAs ?? spec.name;
  const changed = fields.filter(
    (spec) => fieldText(valueOf(conflict.seen, shown(spec))) !== fieldText(valueOf(conflict.theirs, shown(spec))),
  );
  const mine = fields.filter((spec) => valueOf(conflict.mine, spec.name) !== undefined);
  const overwrite = async () => {
    if (await edit.overwrite()) onSettled();
  };
  return (
    <section role="alert" className="mb-4 rounded-md border border-warning/50 bg-warning-soft p-3">
      <h3 className="flex items-center gap-2 font-medium text-warning">
        <TriangleAlert className="size-4 shrink-0" aria-hidden />
        {t('record.conflictTitle')}
      </h3>
      <dl className="mt-2 flex flex-col gap-1 text-sm">
        {changed.map((spec) => (
          <div key={spec.name} className="flex flex-wrap gap-x-2">
            <dt className="text-muted">{t('record.theyChanged', { field: fieldTitle(t, spec.word) })}</dt>
            <dd>
              <FieldValue spec={spec} value={valueOf(conflict.seen, shown(spec))} />
              {' → '}
              <FieldValue spec={spec} value={valueOf(conflict.theirs, shown(spec))} />
            </dd>
          </div>
        ))}
        {changed.length === 0 && <p className="text-muted">{t('record.changedElsewhere')}</p>}
        {mine.map((spec) => (
          <div key={spec.name} className="flex flex-wrap gap-x-2">
            <dt className="text-muted">{t('record.youWrote', { field: fieldTitle(t, spec.word) })}</dt>
            <dd className="font-medium">
              <FieldValue spec={spec} value={valueOf(conflict.mine, spec.name)} />
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button size="sm" variant="primary" loading={edit.saving} onClick={() => void overwrite()}>
          {t('record.saveMine')}
        </Button>
        <Button
          size="sm"
          onClick={() => {
            edit.yieldToTheirs();
            onSettled();
          }}
        >
          {t('record.takeTheirs')}
        </Button>
      </div>
    </section>
  );
}
