import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DealSettingsView } from '../../../../kernel/contracts/deal-settings.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { readWhole } from './stage-dialog.tsx';

/** When a deal counts as slipping, and how the forecast counts. */
export function FiguresTab() {
  const query = useQuery({
    queryKey: ['crm/deal-settings'],
    queryFn: ({ signal }) => api.get<DealSettingsView>('crm/deal-settings', undefined, signal),
  });
  if (query.isPending) return <Skeleton className="h-40" />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { warnings, forecast } = query.data;
  return <FiguresForm key={`${warnings.version} ${forecast.version}`} settings={query.data} />;
}

function FiguresForm({ settings }: { settings: DealSettingsView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { warnings, forecast } = settings;
  const [slips, setSlips] = useState(String(warnings.slip_times));
  const [commit, setCommit] = useState(String(forecast.commit_probability));
  const [level, setLevel] = useState(String(forecast.level));
  const [pending, setPending] = useState(false);
  const fields = [
    { word: 'slipTimes', text: slips, set: setSlips, value: readWhole(slips, 1, 20) },
    { word: 'commit', text: commit, set: setCommit, value: readWhole(commit, 1, 100) },
    { word: 'level', text: level, set: setLevel, value: readWhole(level, 50, 98) },
  ] as const;
  const [slip, committed, sure] = fields.map((field) => field.value);
  const save = async () => {
    setPending(true);
    const body = {
      warnings: { version: warnings.version, slip_times: slip },
      forecast: { version: forecast.version, commit_probability: committed, level: sure },
    };
    await runAction(t, () => api.patch('crm/deal-settings', body), t('stageSettings.figuresSaved'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/deal-settings'] });
    await queries.invalidateQueries({ queryKey: ['crm/forecast'] });
  };
  const wrong = fields.some((field) => field.value === null);
  return (
    <form
      className="flex max-w-xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) void save();
      }}
    >
      {fields.map((field) => (
        <Field
          key={field.word}
          label={t(`stageSettings.${field.word}`)}
          error={field.value === null ? t('form.malformed') : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="max-w-40"
              value={field.text}
              onChange={(event) => field.set(event.target.value)}
            />
          )}
        </Field>
      ))}
      <div>
        <Button variant="primary" type="submit" loading={pending} disabled={wrong}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  );
}
