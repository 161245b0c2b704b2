import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OpportunityView } from '../../../../kernel/contracts/crm.ts';
import type { FactKey, FactView } from '../../../../kernel/contracts/stages.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { useProductOptions } from './use-opportunity-fields.ts';

/** What was typed for facts that were missing. */
export type FactAnswers = Readonly<Partial<Record<FactKey, string>>>;

interface MissingFactsProps {
  deal: OpportunityView;
  facts: readonly FactView[];
  /** Whether the stage lets nobody in without them. */
  required: boolean;
  answers: FactAnswers;
  /** Whether empty ones are marked. */
  tried: boolean;
  onChange: (answers: FactAnswers) => void;
}

/** Asks for what a stage wants to know and nobody has said yet, each in the control it is stored by. */
export function MissingFacts({ deal, facts, required, answers, tried, onChange }: MissingFactsProps) {
  const { t } = useTranslation();
  const products = useProductOptions();
  return facts.map((fact) => {
    const value = answers[fact.key] ?? '';
    const set = (text: string) => onChange({ ...answers, [fact.key]: text });
    if (fact.key === 'contact')
      return (
        <p key={fact.key} className="text-sm">
          <span className="font-medium text-muted">{fact.label}：</span>
          {deal.customer_id === null ? (
            t('deal.contactFirst')
          ) : (
            <Link
              to="/customers/$id"
              params={{ id: deal.customer_id }}
              className="text-accent-ink underline-offset-4 hover:underline"
            >
              {t('deal.contactFirst')}
            </Link>
          )}
        </p>
      );
    const missing = required && tried && value.trim() === '';
    return (
      <Field
        key={fact.key}
        label={fact.label}
        required={required}
        hint={fact.hint}
        error={missing ? t('form.required') : undefined}
      >
        {(control) => {
          if (fact.key === 'expected_close')
            return <DateInput {...control} value={value === '' ? null : value} onChange={(day) => set(day ?? '')} />;
          if (fact.key === 'product') return <Combobox {...control} value={value} onChange={set} options={products} />;
          return (
            <Input
              {...control}
              inputMode={fact.key === 'amount' ? 'decimal' : 'text'}
              maxLength={500}
              value={value}
              onChange={(event) => set(event.target.value)}
            />
          );
        }}
      </Field>
    );
  });
}
