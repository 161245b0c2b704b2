import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FEEDBACK_REASONS, type GiveFeedback } from '../../../../kernel/contracts/knowledge.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { ChoiceBar } from '../lists/choice-bar.tsx';
import { runAction } from '../records/run-action.ts';

/** Says whether an answer was of use; of a bad one why, so that the documents can be mended. */
export function AnswerFeedback({ answerId }: { answerId: string }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState<'good' | 'bad' | null>(null);
  const [asking, setAsking] = useState(false);
  const give = async (feedback: GiveFeedback) => {
    const done = await runAction(
      t,
      () => api.post(`knowledge/answers/${answerId}/feedback`, feedback),
      t('knowledge.thanks'),
    );
    if (!done) return;
    setGiven(feedback.rating);
    setAsking(false);
  };
  return (
    <div className="flex flex-col gap-2">
      <div className="-mb-1 -ml-2 flex items-center gap-1">
        <Button size="sm" variant="ghost" aria-pressed={given === 'good'} onClick={() => void give({ rating: 'good' })}>
          <ThumbsUp aria-hidden />
          {t('knowledge.good')}
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={given === 'bad'}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          <ThumbsDown aria-hidden />
          {t('knowledge.bad')}
        </Button>
        {given !== null && <span className="text-sm text-muted">{t(`knowledge.rated.${given}`)}</span>}
      </div>
      {asking && <Reason onGive={(feedback) => void give(feedback)} />}
    </div>
  );
}

type Why = (typeof FEEDBACK_REASONS)[number];

function Reason({ onGive }: { onGive: (feedback: GiveFeedback) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<Why>('wrong');
  const [comment, setComment] = useState('');
  return (
    <form
      className="flex flex-col gap-2 rounded-md bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onGive({ rating: 'bad', reason, comment: comment.trim() === '' ? null : comment.trim() });
      }}
    >
      <span className="overflow-x-auto">
        <ChoiceBar
          label={t('knowledge.why')}
          value={reason}
          options={FEEDBACK_REASONS.map((value) => ({ value, label: t(`feedbackReason.${value}`) }))}
          onChange={setReason}
        />
      </span>
      <Field label={t('knowledge.comment')}>
        {(control) => (
          <Input {...control} maxLength={1000} value={comment} onChange={(event) => setComment(event.target.value)} />
        )}
      </Field>
      <Button type="submit" className="self-start">
        {t('knowledge.sendFeedback')}
      </Button>
    </form>
  );
}
