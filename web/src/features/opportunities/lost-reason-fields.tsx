import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { LostReasonView } from '../../../../kernel/contracts/stages.ts';
import { api } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';

/** The list one chooses a lost reason from. */
export function useLostReasons(enabled = true) {
  return useQuery({
    queryKey: ['crm/lost-reasons'],
    queryFn: ({ signal }) =>
      api.get<{ items: LostReasonView[] }>('crm/lost-reasons', undefined, signal).then((found) => found.items),
    staleTime: 60_000,
    enabled,
  });
}

export interface LostAnswer {
  id: string;
  words: string;
}

/** What is still missing of an answer: the reason itself, or the words that reason asks for. */
export function lostGap(reasons: readonly LostReasonView[], answer: LostAnswer): 'reason' | 'words' | undefined {
  const chosen = reasons.find((one) => one.id === answer.id);
  if (chosen === undefined)
    return answer.words.trim() === '' || reasons.some((one) => one.active) ? 'reason' : undefined;
  return chosen.needs_text && answer.words.trim() === '' ? 'words' : undefined;
}

interface LostReasonFieldsProps {
  reasons: readonly LostReasonView[];
  answer: LostAnswer;
  tried: boolean;
  onChange: (answer: LostAnswer) => void;
}

/** Why a deal was lost: a reason of the organisation's list, and words beside it. */
export function LostReasonFields({ reasons, answer, tried, onChange }: LostReasonFieldsProps) {
  const { t } = useTranslation();
  const inUse = reasons.filter((one) => one.active);
  const gap = lostGap(reasons, answer);
  const needsWords = reasons.find((one) => one.id === answer.id)?.needs_text === true;
  return (
    <>
      {inUse.length > 0 && (
        <Field label={t('deal.lostReason')} required error={tried && gap === 'reason' ? t('form.required') : undefined}>
          {(control) => (
            <Select
              {...control}
              value={answer.id === '' ? undefined : answer.id}
              placeholder={t('action.choose')}
              onChange={(id) => onChange({ ...answer, id })}
              options={inUse.map((one) => ({ value: one.id, label: one.label }))}
            />
          )}
        </Field>
      )}
      <Field
        label={t('deal.lostWords')}
        required={needsWords || inUse.length === 0}
        hint={t('opportunity.lostHint')}
        error={tried && (gap === 'words' || (gap !== undefined && inUse.length === 0)) ? t('form.required') : undefined}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={200}
            value={answer.words}
            onChange={(event) => onChange({ ...answer, words: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
