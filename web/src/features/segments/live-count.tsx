import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '../../../../kernel/contracts/conditions.ts';
import type { ConditionCount, SegmentEntity } from '../../../../kernel/contracts/segments.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { formatNumber } from '../../format/format-number.ts';

/** How many records meet the condition while it is drawn, and the names of a few. */
export function LiveCount({ entity, condition }: { entity: SegmentEntity; condition: Condition | undefined }) {
  const { t } = useTranslation();
  const asked = useDeferredValue(JSON.stringify(condition ?? null));
  const query = useQuery({
    queryKey: ['crm/segments', 'count', entity, asked],
    queryFn: () =>
      api.post<ConditionCount>('crm/segments/count', { entity, condition: JSON.parse(asked) as Condition }),
    enabled: asked !== 'null',
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (condition === undefined) return <p className="text-sm text-muted">{t('condition.incomplete')}</p>;
  if (query.isError) return <p className="text-sm text-danger">{describeError(query.error, t).message}</p>;
  if (query.data === undefined) return <p className="text-sm text-muted">{t('segment.counting')}</p>;
  const names = query.data.sample.map((one) => one.name).join('、');
  return (
    <output className="block rounded-md bg-sunken px-3 py-2">
      <span className="num font-medium">{t('segment.now', { count: formatNumber(query.data.count) as never })}</span>
      {names !== '' && <span className="ml-3 text-sm text-muted">{t('segment.sample', { names })}</span>}
    </output>
  );
}
