import { Gauge, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCORE_GROUPS, type ScoreRuleView } from '../../../../kernel/contracts/scoring.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { useConditionFields } from '../conditions/condition-builder.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { RuleLine } from './rule-line.tsx';
import { ScoreRuleDialog } from './score-rule-dialog.tsx';
import { useRefreshScoring, useScoreModels, useScoreRules, useScoreSettings } from './use-scoring.ts';

/** The rule table, group by group with its cap. */
export function RulesTab() {
  const { t } = useTranslation();
  const refresh = useRefreshScoring();
  const mayConfigure = useMay('crm.configure');
  const [editing, setEditing] = useState<ScoreRuleView | 'new' | null>(null);
  const [leaving, setLeaving] = useState<ScoreRuleView | null>(null);
  const query = useScoreRules();
  const settings = useScoreSettings().data;
  const speaking = useScoreModels().data?.find(({ status }) => status === 'active');
  const fields = useConditionFields('lead_score').data ?? [];
  const remove = async (rule: ScoreRuleView) => {
    await runAction(t, () => api.delete(`crm/score-rules/${rule.id}`), t('scoring.deleted'));
    setLeaving(null);
    await refresh();
  };
  const turn = async (rule: ScoreRuleView) => {
    const body = { version: rule.version, active: !rule.active };
    await runAction(t, () => api.patch(`crm/score-rules/${rule.id}`, body), t('scoring.saved'));
    await refresh();
  };
  const create = mayConfigure && (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Plus aria-hidden />
      {t('scoring.create')}
    </Button>
  );
  const rules = query.data ?? [];
  return (
    <>
      {speaking?.kind === 'fitted' && (
        <p className="mb-3 rounded-md bg-warning-soft px-3 py-2 text-warning">
          {t('scoring.notSpeaking', { name: speaking.name })}
        </p>
      )}
      {rules.length > 0 && <div className="mb-3 flex justify-end">{create}</div>}
      {(query.isPending || query.isError || rules.length === 0) && (
        <div className="rounded-md border border-line bg-surface">
          {query.isPending && <ListSkeleton />}
          {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
          {query.data !== undefined && (
            <EmptyState icon={Gauge} title={t('scoring.emptyTitle')} action={create}>
              {t('scoring.emptyBody')}
            </EmptyState>
          )}
        </div>
      )}
      {SCORE_GROUPS.filter((group) => rules.some((rule) => rule.group === group)).map((group) => (
        <section key={group} aria-label={t(`scoreGroup.${group}`)} className="mb-4">
          <h2 className="mb-1 flex items-baseline gap-2 font-semibold">
            {t(`scoreGroup.${group}`)}
            {settings !== undefined && (
              <span className="text-sm font-normal text-faint">
                {t('scoring.cap', { points: settings.caps[group] })}
              </span>
            )}
          </h2>
          <ul className="rounded-md border border-line bg-surface">
            {rules
              .filter((rule) => rule.group === group)
              .map((rule) => (
                <RuleLine
                  key={rule.id}
                  rule={rule}
                  fields={fields}
                  mayConfigure={mayConfigure}
                  onEdit={() => setEditing(rule)}
                  onTurn={() => void turn(rule)}
                  onDelete={() => setLeaving(rule)}
                />
              ))}
          </ul>
        </section>
      ))}
      {editing !== null && (
        <ScoreRuleDialog rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={(open) => !open && setLeaving(null)}
        title={t('scoring.deleteTitle', { name: leaving?.label })}
        body={t('scoring.deleteBody')}
        confirmLabel={t('action.delete')}
        danger
        onConfirm={() => leaving && void remove(leaving)}
      />
    </>
  );
}
