import { Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StageDefinitionView } from '../../../../kernel/contracts/stages.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { useStages } from '../opportunities/use-stages.ts';
import { StageDialog } from './stage-dialog.tsx';

/** The six stages in the order of the funnel, each with what it means. */
export function StagesTab() {
  const { t } = useTranslation();
  const query = useStages();
  const [editing, setEditing] = useState<StageDefinitionView | null>(null);
  return (
    <>
      <p className="mb-3 max-w-3xl text-muted">{t('stageSettings.intro')}</p>
      <div className="rounded-md border border-line bg-surface">
        {query.isPending && <ListSkeleton />}
        {query.isError && query.data === undefined && (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )}
        <ol>
          {query.data?.map((stage) => (
            <StageRow key={stage.stage} stage={stage} onEdit={() => setEditing(stage)} />
          ))}
        </ol>
      </div>
      {editing !== null && <StageDialog stage={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function StageRow({ stage, onEdit }: { stage: StageDefinitionView; onEdit: () => void }) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const name = t(`stage.${stage.stage}`);
  const targets = stage.moves.filter((cell) => cell.allowed).map((cell) => t(`stage.${cell.to}`));
  return (
    <li className="flex items-start gap-3 border-b border-line px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium">{name}</span>
          <span className="num text-muted">{percent(stage.probability / 100)}</span>
          {!stage.active && <Badge>{t('stageSettings.inactive')}</Badge>}
          {stage.required_facts.length > 0 && stage.enforcement === 'require' && (
            <Badge tone="warning">{t('stageSettings.require')}</Badge>
          )}
        </p>
        <dl className="mt-1 grid gap-x-6 gap-y-0.5 text-sm sm:grid-cols-2">
          <Line word={t('stageSettings.facts')}>
            {stage.required_facts.length === 0
              ? t('stageSettings.noFacts')
              : stage.required_facts.map((fact) => fact.label).join('、')}
          </Line>
          <Line word={t('stageSettings.moves')}>
            {targets.length === 0 ? t('stageSettings.noMoves') : targets.join('、')}
          </Line>
          {stage.stalled_days !== null && (
            <Line word={t('dealWarning.stalled')}>{t('stageSettings.days', { days: stage.stalled_days })}</Line>
          )}
          {stage.guidance !== null && <Line word={t('stageSettings.guidance')}>{stage.guidance}</Line>}
        </dl>
      </div>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={t('stageSettings.edit', { stage: name })}
        title={t('stageSettings.edit', { stage: name })}
        onClick={onEdit}
      >
        <Pencil aria-hidden />
      </Button>
    </li>
  );
}

function Line({ word, children }: { word: string; children: ReactNode }) {
  return (
    <div className="flex gap-2">
      <dt className="shrink-0 text-faint">{word}</dt>
      <dd className="min-w-0 text-muted">{children}</dd>
    </div>
  );
}
