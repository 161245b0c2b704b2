import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ConditionField, ConditionOp } from '../../../../kernel/contracts/conditions.ts';
import type { SegmentEntity } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { firstValue, newLine, type Draft, type DraftLine } from './draft.ts';
import { opWord } from './op-word.ts';
import { ValueInput } from './value-input.tsx';

/** What a condition is about; `lead_score` is a lead as the rules of its score see it. */
export type ConditionSubject = SegmentEntity | 'lead_score';

/** The fields conditions about these records may name. */
export function useConditionFields(entity: ConditionSubject) {
  return useQuery({
    queryKey: ['crm/condition-fields', entity],
    queryFn: async ({ signal }) => {
      if (entity === 'lead_score')
        return (await api.get<{ fields: ConditionField[] }>('crm/score-rules/fields', undefined, signal)).fields;
      return (await api.get<{ items: ConditionField[] }>('crm/condition-fields', { entity }, signal)).items;
    },
    staleTime: 300_000,
  });
}

interface ConditionBuilderProps {
  entity: ConditionSubject;
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What no line at all means here. */
  emptyHint: string;
  /** Fields that make no sense here. */
  without?: readonly string[];
}

/** Draws a condition line by line: a field, how it is compared, with what. */
export function ConditionBuilder({ entity, draft, onChange, emptyHint, without }: ConditionBuilderProps) {
  const { t } = useTranslation();
  const query = useConditionFields(entity);
  if (query.isPending) return <Skeleton className="h-16" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const fields = query.data.filter(({ name }) => without?.includes(name) !== true);
  const change = (line: DraftLine) =>
    onChange({ ...draft, lines: draft.lines.map((one) => (one.key === line.key ? line : one)) });
  const first = fields[0];
  return (
    <div className="flex flex-col gap-2">
      {draft.lines.length > 1 && (
        <div className="flex items-center gap-2 text-sm text-muted">
          <span>{t('condition.meets')}</span>
          <Select
            aria-label={t('condition.join')}
            className="w-32"
            value={draft.join}
            onChange={(join) => onChange({ ...draft, join: join as Draft['join'] })}
            options={(['all', 'any'] as const).map((value) => ({ value, label: t(`condition.${value}`) }))}
          />
        </div>
      )}
      {draft.lines.length === 0 && <p className="text-sm text-muted">{emptyHint}</p>}
      {draft.lines.map((line, at) => (
        <Line
          key={line.key}
          place={at + 1}
          line={line}
          fields={fields}
          onChange={change}
          onRemove={() => onChange({ ...draft, lines: draft.lines.filter((one) => one.key !== line.key) })}
        />
      ))}
      <div>
        <Button
          size="sm"
          disabled={first === undefined}
          onClick={() => first && onChange({ ...draft, lines: [...draft.lines, newLine(first)] })}
        >
          <Plus aria-hidden />
          {t('condition.add')}
        </Button>
      </div>
    </div>
  );
}

interface LineProps {
  place: number;
  line: DraftLine;
  fields: readonly ConditionField[];
  onChange: (line: DraftLine) => void;
  onRemove: () => void;
}

function Line({ place, line, fields, onChange, onRemove }: LineProps) {
  const { t } = useTranslation();
  const field = fields.find((one) => one.name === line.field) ?? fields[0];
  if (field === undefined) return null;
  const choose = (name: string) => {
    const next = fields.find((one) => one.name === name);
    if (next) onChange({ ...newLine(next), key: line.key });
  };
  return (
    <fieldset
      aria-label={t('condition.line', { place })}
      className="grid min-w-0 grid-cols-[1fr_auto] gap-2 rounded-md border border-line p-2 sm:grid-cols-[minmax(9rem,1fr)_8rem_minmax(10rem,1.4fr)_auto] sm:border-0 sm:p-0"
    >
      <Combobox
        aria-label={t('condition.field')}
        value={field.name}
        options={fields.map((one) => ({ value: one.name, label: one.label }))}
        onChange={choose}
      />
      <Button
        size="icon"
        variant="ghost"
        className="sm:order-last"
        aria-label={t('condition.remove', { place })}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
      <Select
        aria-label={t('condition.op')}
        className="max-sm:col-span-2"
        value={line.op}
        options={field.ops.map((op) => ({ value: op, label: t(`conditionOp.${opWord(op, field)}`) }))}
        onChange={(op) =>
          onChange({ ...line, op: op as ConditionOp, first: valueAfter(line, op as ConditionOp, field) })
        }
      />
      <ValueInput field={field} line={line} onChange={onChange} />
    </fieldset>
  );
}

/** Another comparison keeps what was typed where that still makes sense. */
function valueAfter(line: DraftLine, op: ConditionOp, field: ConditionField): string {
  if (op === 'exists') return 'true';
  return line.op === 'exists' ? firstValue(field) : line.first;
}
