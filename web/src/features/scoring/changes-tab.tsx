import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ScoreConfigChange } from '../../../../kernel/contracts/scoring.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { Pager } from '../lists/pager.tsx';
import { useListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { TimeText } from '../records/time-text.tsx';

const ACTIONS = [
  'score_rule_created',
  'score_rule_updated',
  'score_rule_deleted',
  'score_setting_updated',
  'score_model_requested',
  'score_model_trained',
  'score_model_activated',
  'score_model_rolled_back',
] as const;
const FIELDS = [
  'label',
  'group',
  'condition',
  'points',
  'half_life_days',
  'active',
  'position',
  'base_points',
  'thresholds',
  'caps',
  'maturity_days',
  'margin',
  'auto_activate',
] as const;

/** Who changed rules, settings and models, newest first. */
export function ChangesTab() {
  const { t } = useTranslation();
  const list = useListState();
  const query = usePage<ScoreConfigChange>('crm/score-rules/history', { page: list.page, page_size: list.size });
  return (
    <div className="rounded-md border border-line bg-surface">
      {query.isPending && <ListSkeleton />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data?.total === 0 && <EmptyState title={t('scoring.emptyChanges')} />}
      <ol>
        {query.data?.items.map((change) => (
          <li
            key={`${change.at} ${change.action} ${change.entity_id ?? ''}`}
            className="border-b border-line px-4 py-2"
          >
            <p className="flex flex-wrap gap-x-2">
              <span className="font-medium">{change.actor_name ?? t('scoring.bySystem')}</span>
              <span>
                {t(`scoreAction.${ACTIONS.find((one) => one === change.action.replace('.', '_')) ?? 'other'}`)}
              </span>
              {change.label !== null && <span className="font-medium">{change.label}</span>}
              <TimeText at={change.at} className="ml-auto text-faint" />
            </p>
            <Differences change={change} />
          </li>
        ))}
      </ol>
      {query.data !== undefined && query.data.total > 0 && <Pager list={list} total={query.data.total} />}
    </div>
  );
}

/** The fields that were changed, from what to what where both are plain. */
function Differences({ change }: { change: ScoreConfigChange }) {
  const { t } = useTranslation();
  if (!change.action.endsWith('.updated')) return null;
  const [before, after] = [objectOf(change.before), objectOf(change.after)];
  const words = FIELDS.filter((name) => name in after).map((name) => {
    const [from, to] = [before[name], after[name]];
    const plain = isPlain(from) && isPlain(to);
    return plain ? `${t(`scoreField.${name}`)} ${shown(from, t)} → ${shown(to, t)}` : t(`scoreField.${name}`);
  });
  return words.length === 0 ? null : <p className="num text-sm text-muted">{words.join('、')}</p>;
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

type Plain = string | number | boolean | null;

function isPlain(value: unknown): value is Plain {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function shown(value: Plain, t: TFunction): string {
  if (typeof value === 'boolean') return t(value ? 'state.yes' : 'state.no');
  return value === null ? t('state.none') : String(value);
}
