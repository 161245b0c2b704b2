import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { STAGES, type OpportunityView, type Stage } from '../../../../kernel/contracts/crm.ts';
import { useMay, useUser } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { StageBadge } from '../records/stage-badge.tsx';
import { TimeText } from '../records/time-text.tsx';
import { moveRefusal } from './move-refusal.ts';
import { MoveStageDialog } from './move-stage-dialog.tsx';
import { useStages } from './use-stages.ts';

const OPEN_STAGES = STAGES.filter((stage) => stage !== 'won' && stage !== 'lost');

/** How far a deal has come, with a step to every other stage it may go to; a lost one can be taken up again. */
export function StageBar({ opportunity }: { opportunity: OpportunityView }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const user = useUser();
  const stages = useStages();
  const [target, setTarget] = useState<Stage | null>(null);
  const refusal = (to: Stage) => {
    const why = moveRefusal(stages.data, opportunity, to, user);
    return why === undefined ? undefined : t(`moveRefusal.${why}`);
  };
  const reopensAt = OPEN_STAGES.findLast((one) => refusal(one) === undefined);
  const { stage } = opportunity;
  const ended = stage === 'won' || stage === 'lost';
  const at = OPEN_STAGES.findIndex((one) => one === stage);
  return (
    <div className="mb-4">
      {ended ? (
        <div className="flex flex-wrap items-center gap-2">
          <StageBadge stage={stage} />
          <span className="text-sm text-muted">
            <TimeText at={opportunity.closed_on} />
          </span>
          {opportunity.lost_reason !== null && <span className="text-muted">{opportunity.lost_reason}</span>}
          {stage === 'lost' && mayWrite && reopensAt !== undefined && (
            <Button size="sm" onClick={() => setTarget(reopensAt)}>
              {t('opportunity.reopen')}
            </Button>
          )}
        </div>
      ) : (
        <>
          <ol className="flex gap-1" aria-label={t('field.stage')}>
            {OPEN_STAGES.map((one, index) => (
              <li key={one} className="min-w-0 flex-1">
                <button
                  type="button"
                  disabled={!mayWrite || index === at || refusal(one) !== undefined}
                  title={index === at ? undefined : refusal(one)}
                  aria-current={index === at ? 'step' : undefined}
                  aria-label={index === at ? undefined : t('opportunity.moveTo', { stage: t(`stage.${one}`) })}
                  onClick={() => setTarget(one)}
                  className={cn(
                    'tap flex h-8 w-full items-center justify-center gap-1 rounded-sm px-1 text-sm whitespace-nowrap disabled:cursor-default',
                    index < at && 'bg-accent-soft text-accent-ink',
                    index === at && 'bg-accent font-medium text-on-accent',
                    index > at && 'bg-sunken text-muted enabled:hover:text-ink',
                    index !== at && refusal(one) !== undefined && 'border border-dashed border-line-strong',
                  )}
                >
                  {index < at && <Check className="size-3.5 shrink-0" aria-hidden />}
                  <span className="truncate">{t(`stage.${one}`)}</span>
                </button>
              </li>
            ))}
          </ol>
          <div className="mt-2 flex items-center gap-2 text-sm text-muted">
            <span className="mr-auto">
              {t('opportunity.inStageSince')} <TimeText at={opportunity.stage_changed_at} />
            </span>
            {mayWrite && (
              <>
                <Button
                  size="sm"
                  disabled={refusal('won') !== undefined}
                  title={refusal('won')}
                  onClick={() => setTarget('won')}
                >
                  {t('stage.won')}
                </Button>
                <Button size="sm" variant="ghost" onClick={() => setTarget('lost')}>
                  {t('stage.lost')}
                </Button>
              </>
            )}
          </div>
        </>
      )}
      {target !== null && <MoveStageDialog opportunity={opportunity} target={target} onClose={() => setTarget(null)} />}
    </div>
  );
}
