import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCORE_GROUPS, type ScoreGroup, type ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionBuilder, useConditionFields } from '../conditions/condition-builder.tsx';
import { EMPTY_DRAFT, toCondition, toDraft, type Draft } from '../conditions/draft.ts';
import { readNumber } from '../records/read-number.ts';
import { runAction } from '../records/run-action.ts';
import { ScoringEffect } from './scoring-effect.tsx';
import { useRefreshScoring } from './use-scoring.ts';

/** Writes a rule of the score: when it applies, what it gives, whether that fades, and what it would change. */
export function ScoreRuleDialog({ rule, onClose }: { rule: ScoreRuleView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshScoring();
  const [label, setLabel] = useState(rule?.label ?? '');
  const [group, setGroup] = useState<ScoreGroup>(rule?.group ?? 'profile');
  const [points, setPoints] = useState(String(rule?.points ?? 5));
  const [halfLife, setHalfLife] = useState(String(rule?.half_life_days ?? ''));
  const [active, setActive] = useState(rule?.active ?? true);
  const [draft, setDraft] = useState<Draft | undefined>(rule ? toDraft(rule.condition) : EMPTY_DRAFT);
  const [pending, setPending] = useState(false);
  const fields = useConditionFields('lead_score').data ?? [];
  const condition = draft === undefined ? rule?.condition : toCondition(draft, fields);
  const given = readNumber(points, { min: -100, max: 100 });
  const days = halfLife.trim() === '' ? null : readNumber(halfLife, { min: 0.5, max: 365 });
  const ready = condition !== undefined && given !== undefined && days !== undefined;
  const values = ready ? { group, condition, points: given, half_life_days: days, active } : undefined;
  const save = async () => {
    if (values === undefined) return;
    setPending(true);
    const body = { ...values, label: label.trim() };
    const work = () =>
      rule
        ? api.patch(`crm/score-rules/${rule.id}`, { ...body, version: rule.version })
        : api.post('crm/score-rules', body);
    const done = await runAction(t, work, t('scoring.saved'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(rule ? 'scoring.edit' : 'scoring.create')}
      className="max-w-2xl"
      footer={
        <Button
          variant="primary"
          loading={pending}
          disabled={label.trim() === '' || !ready}
          onClick={() => void save()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('scoring.label')} required>
            {(control) => (
              <Input {...control} maxLength={60} value={label} onChange={(event) => setLabel(event.target.value)} />
            )}
          </Field>
          <Field label={t('scoring.group')}>
            {(control) => (
              <Select
                {...control}
                value={group}
                options={SCORE_GROUPS.map((value) => ({ value, label: t(`scoreGroup.${value}`) }))}
                onChange={(value) => setGroup(value as ScoreGroup)}
              />
            )}
          </Field>
          <Field
            label={t('scoring.points')}
            hint={t('scoring.pointsHint')}
            error={given === undefined ? t('form.between', { min: -100, max: 100 }) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={points}
                onChange={(event) => setPoints(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={t('scoring.halfLife')}
            hint={t('scoring.halfLifeHint')}
            error={days === undefined ? t('form.between', { min: 0.5, max: 365 }) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                placeholder={t('scoring.never')}
                value={halfLife}
                onChange={(event) => setHalfLife(event.target.value)}
              />
            )}
          </Field>
        </div>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('scoring.condition')}</legend>
          {draft === undefined ? (
            <p className="text-sm text-muted">{t('condition.complex')}</p>
          ) : (
            <ConditionBuilder
              entity="lead_score"
              draft={draft}
              onChange={setDraft}
              emptyHint={t('scoring.everybody')}
            />
          )}
        </fieldset>
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={active} onChange={setActive} />
          {t('scoring.active')}
        </label>
        <ScoringEffect change={values && { rule: { ...values, ...(rule ? { id: rule.id } : {}) } }} />
      </form>
    </Dialog>
  );
}
