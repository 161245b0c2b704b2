import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  FACT_KEYS,
  type FactEnforcement,
  type FactKey,
  type StageDefinitionView,
  type StageMoveRule,
} from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { runAction } from '../records/run-action.ts';
import { MoveTable } from './move-table.tsx';

/** What one stage means: chance, facts, days, whether it is in use, and where deals may go from it. */
export function StageDialog({ stage, onClose }: { stage: StageDefinitionView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [probability, setProbability] = useState(String(stage.probability));
  const [applyToOpen, setApplyToOpen] = useState(true);
  const [days, setDays] = useState(String(stage.stalled_days ?? ''));
  const [enforcement, setEnforcement] = useState<FactEnforcement>(stage.enforcement);
  const [facts, setFacts] = useState<readonly FactKey[]>(stage.required_facts.map((one) => one.key));
  const [guidance, setGuidance] = useState(stage.guidance ?? '');
  const [active, setActive] = useState(stage.active);
  const [moves, setMoves] = useState<readonly StageMoveRule[]>(() =>
    stage.moves
      .filter((cell) => cell.to !== stage.stage)
      .map(({ to, allowed, who, reason_required }) => ({ to, allowed, who, reason_required })),
  );
  const [pending, setPending] = useState(false);
  const name = t(`stage.${stage.stage}`);
  const chance = readWhole(probability, 0, 100);
  const stalled = stage.open ? readWhole(days, 1, 365) : undefined;
  const wrong = chance === null || stalled === null;
  const save = async () => {
    setPending(true);
    const body = {
      version: stage.version,
      required_facts: FACT_KEYS.filter((key) => facts.includes(key)),
      enforcement,
      guidance: guidance.trim() === '' ? null : guidance.trim(),
      moves,
      ...(stage.open ? { probability: chance, stalled_days: stalled, active, apply_to_open: applyToOpen } : {}),
    };
    const done = await runAction(
      t,
      () => api.patch(`crm/stages/${stage.stage}`, body),
      t('stageSettings.saved', { stage: name }),
    );
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/stages'] });
    await queries.invalidateQueries({ queryKey: ['crm/opportunities'] });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('stageSettings.edit', { stage: name })}
      className="max-w-2xl"
      ready={!wrong}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      {stage.open && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('stageSettings.probability')} error={chance === null ? t('form.malformed') : undefined}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={probability}
                onChange={(event) => setProbability(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('stageSettings.stalledDays')} error={stalled === null ? t('form.malformed') : undefined}>
            {(control) => (
              <Input {...control} inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
            )}
          </Field>
          {chance !== stage.probability && (
            <label className="flex items-center gap-2 text-sm sm:col-span-2">
              <Checkbox checked={applyToOpen} onChange={setApplyToOpen} />
              {t('stageSettings.applyToOpen')}
            </label>
          )}
        </div>
      )}
      <FactBoxes facts={facts} onChange={setFacts} />
      <Field label={t('stageSettings.enforcement')}>
        {(control) => (
          <Select
            {...control}
            value={enforcement}
            onChange={(value) => setEnforcement(value as FactEnforcement)}
            options={[
              { value: 'advise', label: t('stageSettings.advise') },
              { value: 'require', label: t('stageSettings.require') },
            ]}
          />
        )}
      </Field>
      <MoveTable stage={stage} moves={moves} onChange={setMoves} />
      <Field label={t('stageSettings.guidance')}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={guidance}
            onChange={(event) => setGuidance(event.target.value)}
          />
        )}
      </Field>
      {stage.open && (
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={active} onChange={setActive} />
          {t('stageSettings.active')}
        </label>
      )}
    </FormDialog>
  );
}

function FactBoxes({ facts, onChange }: { facts: readonly FactKey[]; onChange: (facts: FactKey[]) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-muted">{t('stageSettings.facts')}</legend>
      <div className="grid grid-cols-2 gap-x-3 gap-y-2 sm:grid-cols-3">
        {FACT_KEYS.map((key) => (
          <label key={key} className="flex items-center gap-2">
            <Checkbox
              checked={facts.includes(key)}
              onChange={(on) => onChange(on ? [...facts, key] : facts.filter((one) => one !== key))}
            />
            {t(`fact.${key}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** A whole number between bounds, or null for a text that is none. */
export function readWhole(text: string, low: number, high: number): number | null {
  const trimmed = text.normalize('NFKC').trim();
  const value = Number(trimmed);
  return trimmed !== '' && Number.isInteger(value) && value >= low && value <= high ? value : null;
}
