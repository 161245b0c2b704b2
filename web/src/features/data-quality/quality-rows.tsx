import { useTranslation } from 'react-i18next';
import type { QualityRow } from '../../../../kernel/contracts/data-quality.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Table, Td, Th, Tr } from '../../ui/table.tsx';
import { CardList } from '../lists/card-list.tsx';
import { SelectPageHead } from '../lists/select-page-head.tsx';
import { useNarrow } from '../lists/use-narrow.ts';
import type { ListState } from '../lists/use-list-state.ts';
import type { Selection } from '../lists/use-selection.ts';
import { TimeText } from '../records/time-text.tsx';

interface QualityRowsProps {
  list: ListState;
  rows: readonly QualityRow[];
  kind: 'incomplete' | 'stale' | 'invalid';
  /** Which rows are ticked; none can be where the person may not write. */
  selection?: Selection | undefined;
}

const MOST_BADGES = 4;

/** The records with what is the matter with each; a row opens the record's panel, where it is mended. */
export function QualityRows({ list, rows, kind, selection }: QualityRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const narrow = useNarrow();
  if (narrow)
    return (
      <div className="flex-1">
        <CardList
          list={list}
          rows={rows}
          caption={t(`quality.tab.${kind}`)}
          renderCard={(row) => (
            <>
              <span className="flex items-baseline gap-2">
                <span className="min-w-0 flex-1 truncate font-medium">{row.name}</span>
                <span className="num text-sm text-muted">
                  {kind === 'stale' ? format.days(row.idle_days) : row.completeness !== null && `${row.completeness}%`}
                </span>
              </span>
              <span className="truncate text-sm text-muted">
                {[row.detail, row.owner_name ?? t('lead.unassigned')].filter(Boolean).join(' · ')}
              </span>
              <Matters row={row} kind={kind} />
            </>
          )}
        />
      </div>
    );
  return (
    <div className="flex-1">
      <Table>
        <caption className="sr-only">{t(`quality.tab.${kind}`)}</caption>
        <thead>
          <tr>
            {selection !== undefined && <SelectPageHead selection={selection} rows={rows} />}
            <Th>{t('field.name')}</Th>
            <Th>{t('field.owner')}</Th>
            <Th numeric>{t('quality.completeness')}</Th>
            {kind !== 'stale' && <Th>{t(kind === 'incomplete' ? 'field.missing' : 'field.problem')}</Th>}
            <Th numeric>{t('quality.idle')}</Th>
            <Th>{t('field.lastActivity')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Tr
              key={row.id}
              selected={list.search['open'] === row.id}
              onClick={() => list.change({ open: row.id })}
              className="cursor-default"
            >
              {selection !== undefined && (
                <Td className="w-9 pr-0" onClick={(event) => event.stopPropagation()}>
                  <Checkbox
                    aria-label={t('list.selectRow', { name: row.name })}
                    checked={selection.has(row.id)}
                    onChange={(on) => selection.set(row.id, on)}
                  />
                </Td>
              )}
              <Td className="max-w-72 min-w-44">
                <button
                  type="button"
                  className="max-w-full rounded-sm text-left font-medium hover:text-accent-ink"
                  onClick={(event) => {
                    event.stopPropagation();
                    list.change({ open: row.id });
                  }}
                >
                  <span className="block truncate leading-5">{row.name}</span>
                  <span className="block truncate text-xs leading-4 font-normal text-faint">{row.detail}</span>
                </button>
              </Td>
              <Td className="whitespace-nowrap text-muted">{row.owner_name ?? '—'}</Td>
              <Td numeric>{row.completeness === null ? '—' : `${row.completeness}%`}</Td>
              {kind !== 'stale' && (
                <Td className="min-w-52">
                  <Matters row={row} kind={kind} />
                </Td>
              )}
              <Td numeric className="whitespace-nowrap text-muted">
                {format.days(row.idle_days)}
              </Td>
              <Td className="text-muted">
                <TimeText at={row.last_activity_at} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** What is missing or wrong, a few words each. */
function Matters({ row, kind }: { row: QualityRow; kind: QualityRowsProps['kind'] }) {
  const { t } = useTranslation();
  if (kind === 'stale') return null;
  const matters =
    kind === 'incomplete'
      ? row.missing
      : row.problems.map(({ code, label }) => {
          const known = code as keyof typeof words;
          const words = t('qualityProblem', { returnObjects: true });
          return { code, label: words[known] ?? label };
        });
  const rest = matters.slice(MOST_BADGES);
  return (
    <span className="flex flex-wrap gap-1">
      {matters.slice(0, MOST_BADGES).map(({ code, label }) => (
        <Badge key={code} tone={kind === 'invalid' ? 'danger' : 'neutral'}>
          {label}
        </Badge>
      ))}
      {rest.length > 0 && (
        <span className="inline-flex" title={rest.map((one) => one.label).join('、')}>
          <Badge>+{rest.length}</Badge>
        </span>
      )}
    </span>
  );
}
