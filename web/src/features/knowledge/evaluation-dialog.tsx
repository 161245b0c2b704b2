import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { runAction } from '../records/run-action.ts';
import { readQuestions } from './read-questions.ts';
import { useRefreshKnowledge } from './use-refresh-knowledge.ts';

/** Makes a set of questions with what should be found. */
export function EvaluationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const refresh = useRefreshKnowledge();
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [pending, setPending] = useState(false);
  const { questions, wrong } = readQuestions(text);
  const ready = name.trim() !== '' && questions.length > 0 && wrong.length === 0;
  const save = async () => {
    setPending(true);
    const body = { name: name.trim(), questions };
    const done = await runAction(t, () => api.post('knowledge/evaluations', body), t('knowledge.setSaved'));
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('knowledge.newSet')}
      className="max-w-2xl"
      ready={ready}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Field label={t('knowledge.setName')} required>
        {(control) => (
          <Input {...control} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field
        label={t('knowledge.questions')}
        required
        hint={t('knowledge.questionsHint')}
        error={
          wrong.length > 0
            ? t('knowledge.wrongLines', { lines: wrong.slice(0, 10).join(t('knowledge.comma')) })
            : undefined
        }
      >
        {(control) => (
          <Textarea {...control} className="min-h-48" value={text} onChange={(event) => setText(event.target.value)} />
        )}
      </Field>
      <output className="text-sm text-muted">{t('knowledge.readQuestions', { count: questions.length })}</output>
    </FormDialog>
  );
}
