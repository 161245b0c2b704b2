import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POOL_ENTITIES, type PoolEntity, type PoolView } from '../../../../kernel/contracts/pools.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionBuilder, useConditionFields } from '../conditions/condition-builder.tsx';
import { EMPTY_DRAFT, toCondition, toDraft, type Draft } from '../conditions/draft.ts';
import { runAction } from '../records/run-action.ts';

/** The numbers of a pool; `empty` says whether leaving one out means «no limit». */
const NUMBERS = [
  { key: 'recycle_days', word: 'recycleDays', start: '30', empty: true },
  { key: 'warn_days', word: 'warnDays', start: '3', empty: false },
  { key: 'daily_picks', word: 'dailyPicks', start: '20', empty: true },
  { key: 'capacity', word: 'capacity', start: '200', empty: true },
  { key: 'repick_days', word: 'repickDays', start: '7', empty: false },
] as const;
type NumberKey = (typeof NUMBERS)[number]['key'];

export interface PoolDialogProps {
  /** The one that is changed; a new one otherwise. */
  readonly pool: PoolView | undefined;
  readonly onSaved: (id: string) => void;
  readonly onClose: () => void;
}

/** The rules of a public pool. */
export function PoolDialog({ pool, onSaved, onClose }: PoolDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(pool?.name ?? '');
  const [entity, setEntity] = useState<PoolEntity>(pool?.entity ?? 'customer');
  const [protect, setProtect] = useState(pool?.protect_open_deals ?? true);
  const [numbers, setNumbers] = useState<Record<NumberKey, string>>(
    () =>
      Object.fromEntries(NUMBERS.map(({ key, start }) => [key, pool ? String(pool[key] ?? '') : start])) as Record<
        NumberKey,
        string
      >,
  );
  const [draft, setDraft] = useState<Draft | undefined>(pool ? toDraft(pool.condition) : EMPTY_DRAFT);
  const [pending, setPending] = useState(false);
  const fields = useConditionFields(entity).data ?? [];
  const condition = draft === undefined ? pool?.condition : toCondition(draft, fields);
  const wrong = NUMBERS.some(({ key, empty }) => !(numbers[key] === '' ? empty : /^\d{1,6}$/.test(numbers[key])));
  const save = async () => {
    setPending(true);
    const values = Object.fromEntries(
      NUMBERS.map(({ key }) => [key, numbers[key] === '' ? null : Number(numbers[key])]),
    );
    const body = { name: name.trim(), condition, protect_open_deals: protect, ...values };
    let id = pool?.id;
    const work = async (): Promise<void> => {
      if (pool) await api.patch(`crm/pools/${pool.id}`, { ...body, version: pool.version });
      else id = (await api.post<PoolView>('crm/pools', { ...body, entity })).id;
    };
    const done = await runAction(t, work, t('pool.saved'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/pools'] });
    await queries.invalidateQueries({ queryKey: ['crm/recycle-warnings'] });
    if (!done) return;
    if (id !== undefined) onSaved(id);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(pool ? 'pool.settings' : 'pool.create')}
      className="max-w-2xl"
      footer={
        <Button
          variant="primary"
          loading={pending}
          disabled={name.trim() === '' || condition === undefined || wrong}
          onClick={() => void save()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('pool.name')} required>
            {(control) => (
              <Input {...control} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={t('pool.entity')}>
            {(control) => (
              <Select
                {...control}
                value={entity}
                disabled={pool !== undefined}
                options={POOL_ENTITIES.map((value) => ({ value, label: t(`segmentEntity.${value}`) }))}
                onChange={(value) => {
                  setEntity(value as PoolEntity);
                  setDraft(EMPTY_DRAFT);
                }}
              />
            )}
          </Field>
          {NUMBERS.map(({ key, word, empty }) => (
            <Field key={key} label={t(`pool.${word}`)}>
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  placeholder={empty ? t('pool.unlimited') : undefined}
                  value={numbers[key]}
                  onChange={(event) => setNumbers({ ...numbers, [key]: event.target.value.trim() })}
                />
              )}
            </Field>
          ))}
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('pool.condition')}</legend>
          {draft === undefined ? (
            <p className="text-sm text-muted">{t('condition.complex')}</p>
          ) : (
            <ConditionBuilder entity={entity} draft={draft} onChange={setDraft} emptyHint={t('condition.everything')} />
          )}
        </fieldset>
        {entity === 'customer' && (
          <label className="flex items-center gap-2 text-sm">
            <Checkbox checked={protect} onChange={setProtect} />
            {t('pool.protect')}
          </label>
        )}
      </form>
    </Dialog>
  );
}
