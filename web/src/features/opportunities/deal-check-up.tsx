import { CircleAlert, CircleCheck, CircleX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { CheckItem, DealCheckUp as CheckUp } from '../../../../kernel/contracts/deals.ts';
import { useMay } from '../../api/use-session.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ActivityDialog } from '../activities/activity-dialog.tsx';
import { Section } from '../records/section.tsx';
import { useAboutDeal } from './use-about-deal.ts';

const GRADE_TONES: Record<CheckUp['grade'], Tone> = { A: 'success', B: 'accent', C: 'warning', D: 'danger' };
const RESULTS = {
  ok: { icon: CircleCheck, look: 'text-success' },
  warn: { icon: CircleAlert, look: 'text-warning' },
  bad: { icon: CircleX, look: 'text-danger' },
} as const;

/** How healthy a deal on its way is: seven items with their reasons, and each next step a button that plans it. */
export function DealCheckUp({ deal }: { deal: OpportunityView }) {
  const { t } = useTranslation();
  const query = useAboutDeal<CheckUp>(deal.id, 'check-up');
  const [planning, setPlanning] = useState<string | null>(null);
  return (
    <Section
      title={t('deal.checkUp')}
      action={
        query.data && <Badge tone={GRADE_TONES[query.data.grade]}>{t('deal.grade', { grade: query.data.grade })}</Badge>
      }
    >
      {query.isPending && <CheckUpSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <ul className="flex flex-col gap-2">
            {query.data.items.map((item) => (
              <CheckLine key={item.key} item={item} onPlan={setPlanning} />
            ))}
          </ul>
          {query.data.history_deals > 0 && (
            <p className="mt-2 text-xs text-faint">{t('deal.basis', { count: query.data.history_deals })}</p>
          )}
        </>
      )}
      {planning !== null && (
        <ActivityDialog
          parents={{
            opportunity_id: deal.id,
            ...(deal.customer_id === null ? {} : { customer_id: deal.customer_id }),
          }}
          plan={planning}
          onClose={() => setPlanning(null)}
        />
      )}
    </Section>
  );
}

function CheckLine({ item, onPlan }: { item: CheckItem; onPlan: (step: string) => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const { icon: Icon, look } = RESULTS[item.result];
  const step = item.next_step;
  return (
    <li className="flex items-start gap-2">
      <Icon className={`mt-1 size-4 shrink-0 ${look}`} aria-hidden />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{item.label}</span>
          <span className="sr-only">：{t(`checkResult.${item.result}`)}</span>
          <span className="ml-2 text-muted">{item.reason}</span>
        </p>
        {step !== null && (
          <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 rounded-md bg-sunken px-2 py-1">
            <span className="min-w-0 flex-1">{step}</span>
            {mayWrite && (
              <Button size="sm" aria-label={t('deal.planFor', { step })} onClick={() => onPlan(step)}>
                {t('deal.plan')}
              </Button>
            )}
          </div>
        )}
      </div>
    </li>
  );
}

function CheckUpSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3">
      {['w-3/4', 'w-2/3', 'w-4/5', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  );
}
