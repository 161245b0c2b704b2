import { useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadView } from '../../../../kernel/contracts/crm.ts';
import type { LeadScoreView, ScoreSettingsView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { PanelBody } from '../records/panel-body.tsx';
import { GradeBadge } from '../records/grade-badge.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { FactorTable } from './factor-table.tsx';
import { ScoreHistory } from './score-history.tsx';

/** The score of a lead with everything that made it: the words, the factors, the model, what changed it. */
export function LeadScore({ lead }: { lead: LeadView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const mayWrite = useMay('crm.write');
  const [pending, setPending] = useState(false);
  const query = useQuery({
    // The version belongs to the question: an edited lead may have another score.
    queryKey: ['crm/leads', 'score', lead.id, lead.version],
    queryFn: ({ signal }) => api.get<LeadScoreView>(`crm/leads/${lead.id}/score`, undefined, signal),
  });
  const closed = lead.status === 'converted' || lead.status === 'disqualified';
  const recompute = async () => {
    setPending(true);
    await runAction(t, () => api.post(`crm/leads/${lead.id}/score/recompute`, {}), t('score.recomputed'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/leads'] });
  };
  return (
    <Section
      title={t('score.title')}
      action={
        mayWrite &&
        !closed && (
          <Button size="sm" variant="ghost" loading={pending} onClick={() => void recompute()}>
            {!pending && <RefreshCw aria-hidden />}
            {t('score.recompute')}
          </Button>
        )
      }
    >
      <PanelBody query={query}>{(score) => <Explained score={score} />}</PanelBody>
    </Section>
  );
}

function Explained({ score }: { score: LeadScoreView }) {
  const { t } = useTranslation();
  const settings = useQuery({
    queryKey: ['crm/score-settings'],
    queryFn: ({ signal }) => api.get<ScoreSettingsView>('crm/score-settings', undefined, signal),
    staleTime: 300_000,
  });
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="num text-xl font-semibold">{score.score}</span>
        <span className="text-sm text-faint">{t('score.outOf')}</span>
        <GradeBadge grade={score.grade} />
        <span className="text-sm text-muted">{t('score.byModel', { name: score.model.name })}</span>
      </p>
      <p className="mt-2">{score.explanation}</p>
      {settings.data !== undefined && (
        <p className="mt-1 text-sm text-faint">{t('score.fading', { days: settings.data.half_life_days })}</p>
      )}
      {!score.stored && <p className="mt-1 text-sm text-faint">{t('score.pending')}</p>}
      <FactorTable factors={score.factors} total={score.score} />
      <ScoreHistory changes={score.history} />
    </>
  );
}
