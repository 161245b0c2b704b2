import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { SCORE_GROUPS, type ScoreSettingsView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NumberField } from '../records/number-field.tsx';
import { readNumber } from '../records/read-number.ts';
import { runAction } from '../records/run-action.ts';
import { ScoringEffect } from './scoring-effect.tsx';
import { useRefreshScoring } from './use-scoring.ts';

const GRADES = ['a', 'b', 'c'] as const;
/** What may be typed where; the names are those of the wire. */
const LIMITS = {
  base_points: { min: 0, max: 100 },
  a: { min: 1, max: 100, whole: true },
  b: { min: 1, max: 100, whole: true },
  c: { min: 1, max: 100, whole: true },
  profile: { min: 0, max: 100 },
  source: { min: 0, max: 100 },
  engagement: { min: 0, max: 100 },
  progress: { min: 0, max: 100 },
  risk: { min: 0, max: 100 },
  half_life_days: { min: 0.5, max: 365 },
  maturity_days: { min: 7, max: 730, whole: true },
  margin: { min: 0, max: 0.2 },
} as const;
type Name = keyof typeof LIMITS;
type Numbers = Record<Name, number>;

/** The settings as a form: a number that is none is told at its field, and nothing is sent. */
export function GradesForm({ settings }: { settings: ScoreSettingsView }) {
  const { t } = useTranslation();
  const refresh = useRefreshScoring();
  const mayConfigure = useMay('crm.configure');
  const [texts, setTexts] = useState(() => textsOf(settings));
  const [auto, setAuto] = useState(settings.auto_activate);
  const [pending, setPending] = useState(false);
  const numbers = readAll(texts);
  const body = numbers && toBody(numbers);
  const save = async () => {
    setPending(true);
    const change = { ...body, auto_activate: auto, version: settings.version };
    await runAction(t, () => api.patch('crm/score-settings', change), t('scoring.saved'));
    setPending(false);
    await refresh();
  };
  const field = (name: Name, label: string, hint?: string) => (
    <NumberField
      key={name}
      label={label}
      hint={hint}
      text={texts[name]}
      limits={LIMITS[name]}
      disabled={!mayConfigure}
      onChange={(text) => setTexts((old) => ({ ...old, [name]: text }))}
    />
  );
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (body !== undefined) void save();
      }}
    >
      <Group title={t('scoring.thresholds')} note={t('scoring.below')}>
        {field('base_points', t('scoring.basePoints'), t('scoring.basePointsHint'))}
        {GRADES.map((grade) => field(grade, t('scoring.from', { grade: grade.toUpperCase() })))}
      </Group>
      <Group title={t('scoring.caps')}>{SCORE_GROUPS.map((group) => field(group, t(`scoreGroup.${group}`)))}</Group>
      {mayConfigure && (
        <ScoringEffect
          change={body && { settings: { base_points: body.base_points, thresholds: body.thresholds, caps: body.caps } }}
        />
      )}
      <Group title={t('scoring.fade')}>
        {field('half_life_days', t('scoring.heatHalfLife'), t('scoring.heatHalfLifeHint'))}
        {field('maturity_days', t('scoring.maturityDays'), t('scoring.maturityHint'))}
        {field('margin', t('scoring.margin'), t('scoring.marginHint'))}
      </Group>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={auto} onChange={setAuto} disabled={!mayConfigure} />
        {t('scoring.autoActivate')}
      </label>
      {mayConfigure && (
        <div>
          <Button variant="primary" type="submit" loading={pending} disabled={body === undefined}>
            {t('action.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

function Group({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">{title}</legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">{children}</div>
      {note !== undefined && <p className="mt-1 text-sm text-faint">{note}</p>}
    </fieldset>
  );
}

function textsOf({ thresholds, caps, ...rest }: ScoreSettingsView): Record<Name, string> {
  const { base_points, half_life_days, maturity_days, margin } = rest;
  const numbers = { base_points, ...thresholds, ...caps, half_life_days, maturity_days, margin };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])) as never;
}

function readAll(texts: Record<Name, string>): Numbers | undefined {
  const read = Object.entries(LIMITS).map(([name, limits]) => [name, readNumber(texts[name as Name], limits)] as const);
  return read.some(([, value]) => value === undefined) ? undefined : (Object.fromEntries(read) as Numbers);
}

function toBody(numbers: Numbers) {
  const { base_points, a, b, c, half_life_days, maturity_days, margin, ...caps } = numbers;
  return { base_points, thresholds: { a, b, c }, caps, half_life_days, maturity_days, margin };
}
