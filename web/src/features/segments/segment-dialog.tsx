import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEGMENT_ENTITIES, type SegmentEntity, type SegmentView } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionBuilder, useConditionFields } from '../conditions/condition-builder.tsx';
import { EMPTY_DRAFT, toCondition, toDraft, type Draft } from '../conditions/draft.ts';
import { runAction } from '../records/run-action.ts';
import { LiveCount } from './live-count.tsx';

/** Draws a segment: its name, what it groups, its condition, and how many match while one draws. */
export function SegmentDialog({ segment, onClose }: { segment: SegmentView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayShare = useMay('crm.configure');
  const [name, setName] = useState(segment?.name ?? '');
  const [entity, setEntity] = useState<SegmentEntity>(segment?.entity ?? 'customer');
  const [shared, setShared] = useState(segment?.shared ?? false);
  const [draft, setDraft] = useState<Draft | undefined>(segment ? toDraft(segment.condition) : EMPTY_DRAFT);
  const [pending, setPending] = useState(false);
  const fields = useConditionFields(entity).data ?? [];
  const condition = draft === undefined ? segment?.condition : toCondition(draft, fields);
  const save = async () => {
    setPending(true);
    const body = { name: name.trim(), condition, shared };
    const work = () =>
      segment
        ? api.patch(`crm/segments/${segment.id}`, { ...body, version: segment.version })
        : api.post('crm/segments', { ...body, entity });
    const done = await runAction(t, work, t('segment.saved'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/segments'] });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(segment ? 'segment.edit' : 'segment.create')}
      className="max-w-2xl"
      footer={
        <Button
          variant="primary"
          loading={pending}
          disabled={name.trim() === '' || condition === undefined}
          onClick={() => void save()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('segment.name')} required>
            {(control) => (
              <Input {...control} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={t('segment.entity')}>
            {(control) => (
              <Select
                {...control}
                value={entity}
                disabled={segment !== undefined}
                options={SEGMENT_ENTITIES.map((value) => ({ value, label: t(`segmentEntity.${value}`) }))}
                onChange={(value) => {
                  setEntity(value as SegmentEntity);
                  setDraft(EMPTY_DRAFT);
                }}
              />
            )}
          </Field>
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('segment.condition')}</legend>
          {draft === undefined ? (
            <p className="text-sm text-muted">{t('condition.complex')}</p>
          ) : (
            <ConditionBuilder entity={entity} draft={draft} onChange={setDraft} emptyHint={t('condition.everything')} />
          )}
        </fieldset>
        <LiveCount entity={entity} condition={condition} />
        {mayShare && (
          <label className="flex items-center gap-2 text-sm">
            <Checkbox checked={shared} onChange={setShared} />
            {t('segment.shared')}
          </label>
        )}
      </form>
    </Dialog>
  );
}
