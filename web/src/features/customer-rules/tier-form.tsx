import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BUYER_TIERS, type ProfileSettingsView, type RfmSettings } from '../../../../kernel/contracts/profile.ts';
import { useMay } from '../../api/use-session.ts';
import { formatNumber } from '../../format/format-number.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { NumberField } from '../records/number-field.tsx';
import { readNumber } from '../records/read-number.ts';
import type { SaveProfileSettings } from './save-profile-settings.ts';

const FIGURES = [
  { key: 'recency', word: 'recencyDays' },
  { key: 'frequency', word: 'frequencyTimes' },
  { key: 'monetary', word: 'monetaryYuan' },
] as const;
type Figure = (typeof FIGURES)[number]['key'];
const LIMITS = { min: 0, max: 1e12 } as const;
const WINDOW = { min: 30, max: 3650, whole: true } as const;
const CLASSES = [1, 2, 3, 4, 5] as const;

interface TierFormProps {
  settings: ProfileSettingsView;
  onSave: SaveProfileSettings;
}

/** Which orders count, where the five classes part, and which tier each pair of classes means. */
export function TierForm({ settings, onSave }: TierFormProps) {
  const { t } = useTranslation();
  const mayConfigure = useMay('crm.configure');
  const [windowDays, setWindowDays] = useState(String(settings.rfm.window_days));
  const [mode, setMode] = useState(settings.rfm.mode);
  const [bounds, setBounds] = useState<Record<Figure, string[]>>(() => textsOf(settings.rfm));
  const [tiers, setTiers] = useState(settings.tiers);
  const [pending, setPending] = useState(false);
  const days = readNumber(windowDays, WINDOW);
  const fixed = readBounds(bounds);
  const ready = days !== undefined && fixed !== undefined;
  const save = async () => {
    if (!ready) return;
    setPending(true);
    await onSave({ rfm: { window_days: days, mode, fixed }, tiers });
    setPending(false);
  };
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NumberField
          label={t('customerRule.windowDays')}
          hint={t('customerRule.windowHint')}
          text={windowDays}
          limits={WINDOW}
          disabled={!mayConfigure}
          onChange={setWindowDays}
        />
        <Field label={t('customerRule.mode')} hint={t(`customerRule.modeHint.${mode}`)}>
          {(control) => (
            <Select
              {...control}
              value={mode}
              disabled={!mayConfigure}
              options={(['quintiles', 'fixed'] as const).map((value) => ({ value, label: t(`customerRule.${value}`) }))}
              onChange={(value) => setMode(value as RfmSettings['mode'])}
            />
          )}
        </Field>
      </div>
      {mode === 'quintiles' ? (
        <BoundsInUse settings={settings} />
      ) : (
        FIGURES.map(({ key, word }) => (
          <fieldset key={key}>
            <legend className="mb-1 font-semibold">{t(`customerRule.${word}`)}</legend>
            <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
              {bounds[key].map((text, at) => (
                <NumberField
                  key={`${key}-${String(at)}`}
                  label={t('customerRule.boundary', { name: t(`profile.${key}`), place: at + 1 })}
                  text={text}
                  limits={LIMITS}
                  disabled={!mayConfigure}
                  onChange={(next) =>
                    setBounds((old) => ({ ...old, [key]: old[key].map((one, place) => (place === at ? next : one)) }))
                  }
                />
              ))}
            </div>
          </fieldset>
        ))
      )}
      <section aria-label={t('customerRule.tierTable')}>
        <h2 className="font-semibold">{t('customerRule.tierTable')}</h2>
        <p className="mb-2 text-sm text-muted">{t('customerRule.tierTableHint')}</p>
        <TierTableEditor tiers={tiers} disabled={!mayConfigure} onChange={setTiers} />
      </section>
      {mayConfigure && (
        <div>
          <Button variant="primary" type="submit" loading={pending} disabled={!ready}>
            {t('action.save')}
          </Button>
          {!ready && <span className="ml-3 text-sm text-danger">{t('customerRule.notNumber')}</span>}
        </div>
      )}
    </form>
  );
}

function BoundsInUse({ settings }: { settings: ProfileSettingsView }) {
  const { t } = useTranslation();
  const { bounds } = settings;
  if (bounds === null) return <p className="text-sm text-muted">{t('customerRule.noBounds')}</p>;
  return (
    <section className="text-sm">
      <h2 className="mb-1 font-semibold">{t('customerRule.bounds', { count: bounds.buyers })}</h2>
      <dl className="grid gap-x-4 gap-y-1 sm:grid-cols-3">
        {FIGURES.map(({ key, word }) => (
          <div key={key}>
            <dt className="text-muted">{t(`customerRule.${word}`)}</dt>
            <dd className="num">{bounds[key].map((bound) => formatNumber(bound)).join(' · ')}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface TierTableEditorProps {
  tiers: ProfileSettingsView['tiers'];
  disabled: boolean;
  onChange: (tiers: ProfileSettingsView['tiers']) => void;
}

function TierTableEditor({ tiers, disabled, onChange }: TierTableEditorProps) {
  const { t } = useTranslation();
  const options = BUYER_TIERS.map((tier) => ({ value: tier, label: t(`tier.${tier}`) }));
  const set = (row: number, column: number, tier: string) =>
    onChange(
      tiers.map((cells, at) =>
        at === row ? cells.map((cell, place) => (place === column ? (tier as typeof cell) : cell)) : cells,
      ),
    );
  return (
    <Table className="text-sm" containerClassName="rounded-md border border-line bg-surface">
      <caption className="sr-only">{t('customerRule.tierTable')}</caption>
      <thead>
        <tr>
          <Th />
          {CLASSES.map((grade) => (
            <Th key={grade}>{t('customerRule.activityClass', { grade })}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {CLASSES.toReversed().map((money) => (
          <Tr key={money}>
            <Th scope="row">{t('customerRule.moneyClass', { grade: money })}</Th>
            {CLASSES.map((activity) => (
              <Td key={activity}>
                <Select
                  aria-label={t('customerRule.cell', { money, activity })}
                  className="w-20"
                  disabled={disabled}
                  value={tiers[money - 1]?.[activity - 1]}
                  options={options}
                  onChange={(tier) => set(money - 1, activity - 1, tier)}
                />
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function textsOf({ fixed }: RfmSettings): Record<Figure, string[]> {
  return {
    recency: fixed.recency.map(String),
    frequency: fixed.frequency.map(String),
    monetary: fixed.monetary.map(String),
  };
}

/** The boundaries as numbers, or undefined while one is none or they do not rise. */
function readBounds(texts: Record<Figure, string[]>): RfmSettings['fixed'] | undefined {
  const read = (key: Figure): number[] => texts[key].map((text) => readNumber(text, LIMITS) ?? Number.NaN);
  const fixed = { recency: read('recency'), frequency: read('frequency'), monetary: read('monetary') };
  const rises = Object.values(fixed).every((four) => four.every((one, at) => at === 0 || one >= four[at - 1]!));
  const numbers = Object.values(fixed).every((four) => four.every(Number.isFinite));
  return rises && numbers ? fixed : undefined;
}
