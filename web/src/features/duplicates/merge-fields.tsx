import { ArrowLeftRight, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergeChoice, MergePreview } from '../../../../kernel/contracts/data-quality.ts';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { MergeValue } from './merge-value.tsx';

type Field = MergePreview['fields'][number];

interface MergeFieldsProps {
  preview: MergePreview;
  /** What was chosen; the preview that answers it may still be on its way. */
  choices: Readonly<Record<string, MergeChoice>>;
  /** The shown preview is the last one; the next is on its way. */
  busy: boolean;
  onSwap: () => void;
  onChoose: (field: string, choice: MergeChoice) => void;
}

/** Two records side by side: the one that stays at the left, a choice for each field that is not the same. */
export function MergeFields({ preview, choices, busy, onSwap, onChoose }: MergeFieldsProps) {
  const { t } = useTranslation();
  const fields = preview.fields.filter((one) => JSON.stringify(one.survivor) !== JSON.stringify(one.loser));
  const { survivor, loser, moved, warnings } = preview;
  return (
    <div className={cn('flex flex-col gap-4', busy && 'opacity-60')} aria-busy={busy}>
      {warnings.length > 0 && (
        <ul className="rounded-md bg-warning-soft px-3 py-2 text-sm">
          {warnings.map((warning) => (
            <li key={warning} className="flex items-start gap-2">
              <TriangleAlert className="mt-1 size-4 shrink-0 text-warning" aria-hidden />
              {warning}
            </li>
          ))}
        </ul>
      )}
      <div className="grid grid-cols-[1fr_auto_1fr] items-center gap-2">
        <SideHead title={t('merge.stays')} name={survivor.name} owner={survivor.owner_name} strong />
        <Button size="icon" variant="ghost" aria-label={t('merge.swap')} title={t('merge.swap')} onClick={onSwap}>
          <ArrowLeftRight aria-hidden />
        </Button>
        <SideHead title={t('merge.goes')} name={loser.name} owner={loser.owner_name} />
      </div>
      <div>
        {fields.length === 0 && <p className="text-muted">{t('merge.same')}</p>}
        {fields.map((field) => (
          <FieldChoice
            key={field.field}
            entity={preview.entity}
            field={field}
            choice={choices[field.field] ?? field.choice}
            onChoose={onChoose}
          />
        ))}
      </div>
      <section>
        <h3 className="mb-1 text-sm font-medium text-muted">{t('merge.moves')}</h3>
        {moved.length === 0 ? (
          <p className="text-muted">{t('merge.movesNothing')}</p>
        ) : (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {moved.map((one) => (
              <li key={one.reference}>
                {one.label} <span className="num font-medium">{one.moved}</span>
                {one.dropped > 0 && (
                  <span className="text-sm text-faint"> {t('merge.dropped', { count: one.dropped })}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}

function SideHead(props: { title: string; name: string; owner: string | null; strong?: boolean }) {
  return (
    <div
      className={cn(
        'min-w-0 rounded-md border px-3 py-2',
        props.strong === true ? 'border-accent bg-accent-soft' : 'border-line',
      )}
    >
      <p className="text-xs text-muted">{props.title}</p>
      <p className="truncate font-medium" title={props.name}>
        {props.name}
      </p>
      <p className="truncate text-sm text-muted">{props.owner ?? '—'}</p>
    </div>
  );
}

interface FieldChoiceProps {
  entity: MergePreview['entity'];
  field: Field;
  choice: MergeChoice;
  onChoose: MergeFieldsProps['onChoose'];
}

/** Whose value a field takes. Custom fields fill each other up and leave nothing to choose. */
function FieldChoice({ entity, field, choice, onChoose }: FieldChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  const options: readonly MergeChoice[] =
    field.field === 'custom'
      ? []
      : field.field === 'description' && field.differs
        ? ['survivor', 'loser', 'both']
        : ['survivor', 'loser'];
  const values = { survivor: field.survivor, loser: field.loser, both: t('merge.both') };
  return (
    <fieldset className="border-t border-line py-2 first:border-t-0">
      <legend className={cn('float-left w-full text-sm', field.differs ? 'font-medium' : 'text-muted')}>
        {field.label}
      </legend>
      <div className="clear-both grid gap-x-4 gap-y-1 sm:grid-cols-2">
        {options.map((option) => (
          <label
            key={option}
            className={cn(
              'flex min-h-8 min-w-0 items-start gap-2 rounded-md px-2 py-1 hover:bg-sunken',
              choice === option && 'bg-accent-soft',
            )}
          >
            <input
              type="radio"
              name={name}
              className="mt-1.5 size-3.5 shrink-0 accent-accent"
              checked={choice === option}
              onChange={() => onChoose(field.field, option)}
            />
            <span className="min-w-0 wrap-anywhere">
              {option === 'both' ? (
                values.both
              ) : (
                <MergeValue entity={entity} field={field.field} value={values[option]} />
              )}
            </span>
          </label>
        ))}
        {options.length === 0 && (
          <p className="px-2 py-1 sm:col-span-2">
            <MergeValue entity={entity} field={field.field} value={field.result} />
          </p>
        )}
      </div>
    </fieldset>
  );
}
