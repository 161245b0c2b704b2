import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationResultView } from '../../../../kernel/contracts/knowledge-quality.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { PanelBody } from '../records/panel-body.tsx';

const ONLY = ['all', 'missed', 'refused_wrongly', 'answered_wrongly'] as const;
const PAGE = 50;

/** What became of each question of a run; at first those that went wrong can be picked out. */
export function EvaluationResults({ run, list, onClose }: { run: string; list: ListState; onClose: () => void }) {
  const { t } = useTranslation();
  const only = ONLY.find((one) => one === list.search['only']) ?? 'all';
  const [pages, setPages] = useState(1);
  const query = usePage<EvaluationResultView>(`knowledge/evaluation-runs/${run}/results`, {
    only: only === 'all' ? undefined : only,
    page_size: Math.min(200, PAGE * pages),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('knowledge.results')} className="max-w-3xl">
      <div className="flex flex-col gap-3">
        <span className="overflow-x-auto">
          <ChoiceBar
            label={t('knowledge.only')}
            value={only}
            options={ONLY.map((value) => ({ value, label: t(`evaluationOnly.${value}`) }))}
            onChange={(next) => list.change({ only: next === 'all' ? undefined : next })}
          />
        </span>
        <PanelBody query={query}>
          {({ items, total }) => (
            <>
              {total === 0 && <p className="text-muted">{t('knowledge.noResults')}</p>}
              <ol aria-label={t('knowledge.results')}>
                {items.map((result) => (
                  <Result key={result.position} result={result} />
                ))}
              </ol>
              {total > items.length && items.length < 200 && (
                <Button onClick={() => setPages(pages + 1)}>{t('list.more')}</Button>
              )}
            </>
          )}
        </PanelBody>
      </div>
    </Dialog>
  );
}

function Result({ result }: { result: EvaluationResultView }) {
  const { t } = useTranslation();
  const { rank, refused, unanswerable, found } = result;
  const right = unanswerable ? refused : rank === 1 && !refused;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-1 border-b border-line py-2 last:border-b-0">
      <span className="num w-8 text-faint">{result.position}</span>
      <div className="min-w-0 flex-1 basis-60">
        <p>{result.question}</p>
        {found[0] !== undefined && (
          <p className="truncate text-sm text-muted">
            {t('knowledge.firstFound')} {found[0].title}
            {found[0].heading === '' ? '' : ` · ${found[0].heading}`}
          </p>
        )}
      </div>
      <Badge tone={right ? 'success' : rank === null || refused !== unanswerable ? 'danger' : 'warning'}>
        {unanswerable
          ? t(refused ? 'evaluationResult.refused' : 'evaluationResult.shouldRefuse')
          : refused
            ? t('evaluationResult.refusedWrongly')
            : rank === null
              ? t('evaluationResult.missed')
              : t('evaluationResult.rank', { rank })}
      </Badge>
    </li>
  );
}
