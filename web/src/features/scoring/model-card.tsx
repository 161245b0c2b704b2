import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ScoreModelStatus, ScoreModelView } from '../../../../kernel/contracts/scoring.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TimeText } from '../records/time-text.tsx';
import { FitNotes } from './fit-notes.tsx';
import { FitReportView } from './fit-report.tsx';

const TONES: Record<ScoreModelStatus, Tone> = { active: 'success', candidate: 'accent', retired: 'neutral' };

/** One model: whether it is in use, the verdict, what to beware of, and its back-test to unfold. */
export function ModelCard({ model, onActivate }: { model: ScoreModelView; onActivate: (() => void) | undefined }) {
  const { t } = useTranslation();
  const usable = model.kind === 'rules' || model.beats_rules;
  return (
    <li className="rounded-md border border-line bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="font-semibold">{model.name}</h2>
        <Badge tone={TONES[model.status]}>{t(`scoreModelStatus.${model.status}`)}</Badge>
        <span className="flex flex-wrap gap-x-3 text-sm text-muted">
          {model.trained_at !== null && (
            <span>
              {t('scoring.trainedAt')} <TimeText at={model.trained_at} />
            </span>
          )}
          {model.activated_at !== null && (
            <span>
              {t('scoring.activatedAt')} <TimeText at={model.activated_at} />
            </span>
          )}
        </span>
        <span className="ml-auto">
          {model.status !== 'active' && usable && onActivate !== undefined && (
            <Button size="sm" aria-label={`${t('scoring.activate')} ${model.name}`} onClick={onActivate}>
              {t('scoring.activate')}
            </Button>
          )}
          {!usable && <span className="text-sm text-faint">{t('scoring.notBetter')}</span>}
        </span>
      </div>
      <p className="mt-1 text-muted">{model.verdict}</p>
      {model.report !== null && (
        <>
          <FitNotes notes={model.report.notes.filter(({ level }) => level === 'warning')} />
          <details className="group mt-2">
            <summary className="tap flex items-center gap-1 text-accent-ink marker:content-none">
              <ChevronDown className="size-4 -rotate-90 transition-transform group-open:rotate-0" aria-hidden />
              {t('scoring.report')}
            </summary>
            <FitReportView report={model.report} />
          </details>
        </>
      )}
    </li>
  );
}
