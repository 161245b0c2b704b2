import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPETITOR_STATUSES, type CompetitorStatus, type CompetitorView } from '../../../../kernel/contracts/deals.ts';
import { api } from '../../api/client.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { runAction } from '../records/run-action.ts';
import { useRefreshDeals } from './use-about-deal.ts';

interface CompetitorDialogProps {
  dealId: string;
  competitor: CompetitorView | undefined;
  onClose: () => void;
}

/** A competitor of a deal: who, how they stand, what speaks for and against them. */
export function CompetitorDialog({ dealId, competitor, onClose }: CompetitorDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefreshDeals();
  const [name, setName] = useState(competitor?.name ?? '');
  const [status, setStatus] = useState<CompetitorStatus>(competitor?.status ?? 'competing');
  const [strength, setStrength] = useState(competitor?.strength ?? '');
  const [weakness, setWeakness] = useState(competitor?.weakness ?? '');
  const [pending, setPending] = useState(false);
  const save = async () => {
    setPending(true);
    const path = `crm/opportunities/${dealId}/competitors`;
    const body = {
      name: name.trim(),
      status,
      strength: strength.trim() === '' ? null : strength.trim(),
      weakness: weakness.trim() === '' ? null : weakness.trim(),
    };
    const done = await runAction(t, () =>
      competitor
        ? api.patch(`${path}/${competitor.id}`, { ...body, version: competitor.version })
        : api.post(path, body),
    );
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={competitor ? t('deal.editCompetitor', { name: competitor.name }) : t('deal.addCompetitor')}
      className="max-w-md"
      gap="gap-3"
      ready={name.trim() !== ''}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Field label={t('deal.competitorName')} required>
        {(control) => (
          <Input {...control} maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={t('deal.competitorStatus')}>
        {(control) => (
          <Select
            {...control}
            value={status}
            onChange={(value) => setStatus(value as CompetitorStatus)}
            options={COMPETITOR_STATUSES.map((one) => ({ value: one, label: t(`competitorStatus.${one}`) }))}
          />
        )}
      </Field>
      <Field label={t('deal.strength')}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={strength}
            onChange={(event) => setStrength(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('deal.weakness')}>
        {(control) => (
          <Textarea
            {...control}
            maxLength={500}
            value={weakness}
            onChange={(event) => setWeakness(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
