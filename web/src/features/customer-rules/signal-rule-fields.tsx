import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ProfileSettingsView, SignalRule } from '../../../../kernel/contracts/profile.ts';
import { Input } from '../../ui/input.tsx';
import { readNumber } from '../records/read-number.ts';

export const WEIGHT = { min: 0, max: 100, whole: true } as const;
const EDGE = { min: -1e9, max: 1e9 } as const;

/** A signal's rule as typed; the last band has no edge. */
export interface SignalDraft {
  readonly weight: string;
  readonly bands: readonly { readonly edge: string | null; readonly points: string }[];
}

/** What was typed as a rule, or undefined while a number is none or the edges do not rise. */
export function readSignal({ weight, bands }: SignalDraft): SignalRule | undefined {
  const share = readNumber(weight, WEIGHT);
  const read = bands.map(({ edge, points }) => ({
    up_to: edge === null ? null : (readNumber(edge, EDGE) ?? Number.NaN),
    points: readNumber(points, WEIGHT) ?? Number.NaN,
  }));
  const numbers = read.every(({ up_to, points }) => !Number.isNaN(points) && !Number.isNaN(up_to));
  const rises = read.every(({ up_to }, at) => at === 0 || up_to === null || up_to > (read[at - 1]?.up_to ?? -Infinity));
  return share === undefined || !numbers || !rises ? undefined : { weight: share, bands: read };
}

interface SignalRuleFieldsProps {
  signal: ProfileSettingsView['signals'][number];
  draft: SignalDraft;
  /** Its part of all weights, in words. */
  share: string;
  disabled: boolean;
  onChange: (draft: SignalDraft) => void;
}

/** One signal: its weight, and folded under it the points for its figure. */
export function SignalRuleFields({ signal, draft, share, disabled, onChange }: SignalRuleFieldsProps) {
  const { t } = useTranslation();
  const { label: name } = signal;
  const setBand = (at: number, change: Partial<SignalDraft['bands'][number]>) =>
    onChange({ ...draft, bands: draft.bands.map((band, place) => (place === at ? { ...band, ...change } : band)) });
  const bad = (fits: boolean): true | undefined => (fits ? undefined : true);
  return (
    <li className="border-b border-line px-4 py-2 last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3">
        <span className="min-w-32 flex-1 font-medium">{name}</span>
        <span className="num text-sm text-faint">{share}</span>
        <Input
          aria-label={t('customerRule.weightOf', { name })}
          aria-invalid={bad(readNumber(draft.weight, WEIGHT) !== undefined)}
          className="num w-20 text-right"
          inputMode="numeric"
          disabled={disabled}
          value={draft.weight}
          onChange={(event) => onChange({ ...draft, weight: event.target.value })}
        />
      </div>
      <details className="group">
        <summary className="tap flex items-center gap-1 text-sm text-accent-ink marker:content-none">
          <ChevronDown className="size-4 -rotate-90 transition-transform group-open:rotate-0" aria-hidden />
          {name} · {t('customerRule.bands')}
        </summary>
        <p className="mt-1 text-sm text-muted">{signal.figure}</p>
        <ul className="mt-1 flex flex-col gap-1">
          {draft.bands.map((band, at) => (
            <li key={`${signal.key}-${String(at)}`} className="flex items-center gap-2 text-sm">
              {band.edge === null ? (
                <span className="w-32 text-muted">{t('customerRule.more')}</span>
              ) : (
                <span className="flex w-32 items-center gap-2">
                  <span className="shrink-0 text-muted">{t('customerRule.upTo')}</span>
                  <Input
                    aria-label={t('customerRule.bandEdge', { name, place: at + 1 })}
                    aria-invalid={bad(readNumber(band.edge, EDGE) !== undefined)}
                    className="num"
                    inputMode="decimal"
                    disabled={disabled}
                    value={band.edge}
                    onChange={(event) => setBand(at, { edge: event.target.value })}
                  />
                </span>
              )}
              <Input
                aria-label={t('customerRule.bandPoints', { name, place: at + 1 })}
                aria-invalid={bad(readNumber(band.points, WEIGHT) !== undefined)}
                className="num w-20 text-right"
                inputMode="numeric"
                disabled={disabled}
                value={band.points}
                onChange={(event) => setBand(at, { points: event.target.value })}
              />
              <span className="text-muted">{t('customerRule.pointsUnit')}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
