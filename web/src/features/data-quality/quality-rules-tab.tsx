import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualityEntity, QualityProgress, QualityRules } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { ListSkeleton } from '../lists/list-skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { useQualityRules } from './quality-list.tsx';

/** When a record counts as incomplete or stale, what each field weighs, and looking at all records anew. */
export function QualityRulesTab({ entity }: { entity: QualityEntity }) {
  const query = useQualityRules();
  const rules = query.data?.find((one) => one.entity === entity);
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (rules === undefined) return null;
  return (
    <div className="max-w-3xl px-4 pb-8">
      <RulesForm key={rules.version} rules={rules} />
      <Recheck entity={entity} />
    </div>
  );
}

const WEIGHT = /^(?:\d|[1-9]\d|100)$/;

function RulesForm({ rules }: { rules: QualityRules }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [stale, setStale] = useState(String(rules.stale_days));
  const [below, setBelow] = useState(String(rules.incomplete_below));
  const [weights, setWeights] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(rules.fields.map(({ field, weight }) => [field, String(weight)])),
  );
  const staleWrong = !(/^\d{1,4}$/.test(stale) && Number(stale) >= 1 && Number(stale) <= 3650);
  const belowWrong = !(/^\d{1,3}$/.test(below) && Number(below) >= 1 && Number(below) <= 101);
  const wrong = staleWrong || belowWrong || Object.values(weights).some((weight) => !WEIGHT.test(weight));
  const save = useMutation({
    mutationFn: () =>
      runAction(
        t,
        () =>
          api.patch(`crm/data-quality/rules/${rules.entity}`, {
            version: rules.version,
            stale_days: Number(stale),
            incomplete_below: Number(below),
            weights: Object.fromEntries(Object.entries(weights).map(([field, weight]) => [field, Number(weight)])),
          }),
        t('quality.rulesSaved'),
      ),
    onSuccess: (saved) => (saved ? queries.invalidateQueries({ queryKey: ['crm/data-quality'] }) : undefined),
  });
  return (
    <form
      className="pb-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) save.mutate();
      }}
    >
      <div className="grid gap-3 pb-4 sm:grid-cols-2">
        <Field label={t('quality.staleDays')} error={staleWrong ? t('quality.staleRange') : undefined}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={stale}
              onChange={(event) => setStale(event.target.value.trim())}
            />
          )}
        </Field>
        <Field label={t('quality.incompleteBelow')} error={belowWrong ? t('quality.belowRange') : undefined}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              value={below}
              onChange={(event) => setBelow(event.target.value.trim())}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend className="font-semibold">{t('quality.weights')}</legend>
        <p className="mb-3 text-sm text-muted">{t('quality.weightsHint')}</p>
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-4">
          {rules.fields.map(({ field, label }) => (
            <Field
              key={field}
              label={label}
              error={WEIGHT.test(weights[field] ?? '') ? undefined : t('quality.weightRange')}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  value={weights[field] ?? ''}
                  onChange={(event) => setWeights({ ...weights, [field]: event.target.value.trim() })}
                />
              )}
            </Field>
          ))}
        </div>
      </fieldset>
      <Button variant="primary" type="submit" className="mt-4" loading={save.isPending} disabled={wrong}>
        {t('action.save')}
      </Button>
    </form>
  );
}

const TWO_SECONDS = 2000;

/** How many records wait to be looked at, and looking at all of them anew. */
function Recheck({ entity }: { entity: QualityEntity }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const key = ['crm/data-quality', 'progress'];
  const { data } = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<QualityProgress>('crm/data-quality/progress', undefined, signal),
    refetchInterval: (query) => ((query.state.data?.pending ?? 0) > 0 ? TWO_SECONDS : false),
  });
  const recheck = useMutation({
    mutationFn: () =>
      runAction(t, async () => {
        queries.setQueryData(key, await api.post<QualityProgress>('crm/data-quality/recheck', { entity }));
      }),
  });
  return (
    <Section title={t('quality.recheckTitle')}>
      <p className="mb-2 text-muted">{t('quality.recheckBody')}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Button loading={recheck.isPending} onClick={() => recheck.mutate()}>
          {t('quality.recheck', { entity: t(`segmentEntity.${entity}`) })}
        </Button>
        <output className="num text-sm text-muted">
          {data !== undefined &&
            t(data.pending > 0 ? 'quality.pending' : 'quality.allChecked', { count: data.pending })}
        </output>
      </div>
    </Section>
  );
}
