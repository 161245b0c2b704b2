import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../../../kernel/contracts/crm.ts';
import type { Page } from '../../../../kernel/contracts/paging.ts';
import { api } from '../../api/client.ts';
import { Combobox } from '../../ui/combobox.tsx';
import type { FieldControl } from '../../ui/field.tsx';

interface CustomerPickerProps extends Partial<FieldControl> {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** Chooses a customer by searching for it on the server. */
export function CustomerPicker({ value, onChange, ...control }: CustomerPickerProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const { data, isFetching } = useQuery({
    queryKey: ['crm/customers', 'pick', text],
    queryFn: ({ signal }) => api.get<Page<CustomerView>>('crm/customers', { q: text, page_size: 10 }, signal),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).map((one) => ({
    value: one.id,
    label: one.name,
    note: one.region ?? undefined,
  }));
  const options = chosen === null || found.some((one) => one.value === chosen.value) ? found : [chosen, ...found];
  return (
    <Combobox
      {...control}
      value={value}
      options={options}
      loading={isFetching && found.length === 0}
      placeholder={t('customer.pick')}
      onSearch={setText}
      onChange={(id) => {
        setChosen(options.find((one) => one.value === id) ?? null);
        onChange(id === value ? undefined : id);
      }}
    />
  );
}
