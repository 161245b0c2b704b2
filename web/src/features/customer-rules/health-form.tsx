import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HealthSettings, ProfileSettingsView, SignalRule } from '../../../../kernel/contracts/profile.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { NumberField } from '../records/number-field.tsx';
import { readNumber } from '../records/read-number.ts';
import { readSignal, SignalRuleFields, WEIGHT, type SignalDraft } from './signal-rule-fields.tsx';
import type { SaveProfileSettings } from './save-profile-settings.ts';

const HEALTHY = { min: 1, max: 100, whole: true } as const;
const AT_RISK = { min: 0, max: 99, whole: true } as const;

interface HealthFormProps {
  settings: ProfileSettingsView;
  onSave: SaveProfileSettings;
}

/** Where health levels begin, and how much each signal counts for which figure. */
export function HealthForm({ settings, onSave }: HealthFormProps) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const mayConfigure = useMay('crm.configure');
  const [healthy, setHealthy] = useState(String(settings.health.healthy_from));
  const [atRisk, setAtRisk] = useState(String(settings.health.at_risk_below));
  const [drafts, setDrafts] = useState<Record<string, SignalDraft>>(() => draftsOf(settings.health));
  const [pending, setPending] = useState(false);
  const health = readHealth(healthy, atRisk, drafts);
  const weights = Object.values(drafts).map(({ weight }) => readNumber(weight, WEIGHT) ?? 0);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const save = async () => {
    if (health === undefined) return;
    setPending(true);
    await onSave({ health });
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
      <fieldset>
        <legend className="mb-2 font-semibold">{t('customerRule.levels')}</legend>
        <div className="grid gap-3 sm:grid-cols-2">
          <NumberField
            label={t('customerRule.healthyFrom')}
            text={healthy}
            limits={HEALTHY}
            disabled={!mayConfigure}
            onChange={setHealthy}
          />
          <NumberField
            label={t('customerRule.atRiskBelow')}
            text={atRisk}
            limits={AT_RISK}
            disabled={!mayConfigure}
            onChange={setAtRisk}
          />
        </div>
        <p className="mt-1 text-sm text-faint">{t('customerRule.between')}</p>
      </fieldset>
      <section aria-label={t('customerRule.weights')}>
        <h2 className="font-semibold">{t('customerRule.weights')}</h2>
        <p className="mb-2 text-sm text-muted">{t('customerRule.weightHint')}</p>
        <ul className="rounded-md border border-line bg-surface">
          {settings.signals.map((signal) => {
            const draft = drafts[signal.key];
            if (draft === undefined) return null;
            const weight = readNumber(draft.weight, WEIGHT) ?? 0;
            return (
              <SignalRuleFields
                key={signal.key}
                signal={signal}
                draft={draft}
                share={all === 0 ? '' : t('customerRule.share', { percent: percent(weight / all) })}
                disabled={!mayConfigure}
                onChange={(next) => setDrafts((old) => ({ ...old, [signal.key]: next }))}
              />
            );
          })}
        </ul>
      </section>
      {mayConfigure && (
        <div>
          <Button variant="primary" type="submit" loading={pending} disabled={health === undefined}>
            {t('action.save')}
          </Button>
          {health === undefined && <span className="ml-3 text-sm text-danger">{t('customerRule.notNumber')}</span>}
        </div>
      )}
    </form>
  );
}

function draftsOf({ signals }: HealthSettings): Record<string, SignalDraft> {
  return Object.fromEntries(
    Object.entries(signals).map(([key, { weight, bands }]) => [
      key,
      {
        weight: String(weight),
        bands: bands.map(({ up_to, points }) => ({
          edge: up_to === null ? null : String(up_to),
          points: String(points),
        })),
      },
    ]),
  );
}

function readHealth(healthy: string, atRisk: string, drafts: Record<string, SignalDraft>): HealthSettings | undefined {
  const [from, below] = [readNumber(healthy, HEALTHY), readNumber(atRisk, AT_RISK)];
  const signals = Object.entries(drafts).map(([key, draft]) => [key, readSignal(draft)] as const);
  if (from === undefined || below === undefined || signals.some(([, rule]) => rule === undefined)) return undefined;
  return {
    healthy_from: from,
    at_risk_below: below,
    signals: Object.fromEntries(signals) as Record<string, SignalRule>,
  };
}
