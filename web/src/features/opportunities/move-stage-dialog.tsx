import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoveStage, OpportunityView, Stage } from '../../../../kernel/contracts/crm.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { dayOf } from '../../format/day-of.ts';
import { Button } from '../../ui/button.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { toast } from '../../ui/toast.tsx';

interface MoveStageDialogProps {
  opportunity: OpportunityView;
  target: Stage;
  onClose: () => void;
}

/** Moves a deal: asks the day when it ends, and why when it is lost. */
export function MoveStageDialog({ opportunity, target, onClose }: MoveStageDialogProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [day, setDay] = useState<string | null>(() => dayOf(new Date()));
  const [tried, setTried] = useState(false);
  const ends = target === 'won' || target === 'lost';
  const missing = target === 'lost' && reason.trim() === '';
  const move = useMutation({
    mutationFn: (body: MoveStage) => api.post<OpportunityView>(`crm/opportunities/${opportunity.id}/stage`, body),
    onSuccess: (fresh) => {
      queries.setQueryData(['crm/opportunities', 'one', fresh.id], fresh);
      void queries.invalidateQueries({ queryKey: ['crm/opportunities'] });
      void queries.invalidateQueries({ queryKey: ['crm/customers'] });
      toast.success(t('opportunity.moved', { name: fresh.name, stage: t(`stage.${fresh.stage}`) }));
      onClose();
    },
    // The version may be stale: the page behind the dialog shows what it is now, the reason stays typed here.
    onError: () => void queries.invalidateQueries({ queryKey: ['crm/opportunities', 'one', opportunity.id] }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    move.mutate({
      version: opportunity.version,
      stage: target,
      ...(target === 'lost' ? { lost_reason: reason.trim() } : {}),
      ...(ends && day !== null ? { closed_on: day } : {}),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('opportunity.moveTitle', { stage: t(`stage.${target}`) })}
      description={`${t(`stage.${opportunity.stage}`)} → ${t(`stage.${target}`)}`}
      className="max-w-md"
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            variant={target === 'lost' ? 'danger' : 'primary'}
            type="submit"
            form="move-stage"
            loading={move.isPending}
          >
            {t('opportunity.moveTo', { stage: t(`stage.${target}`) })}
          </Button>
        </>
      }
    >
      <form id="move-stage" noValidate onSubmit={submit} className="flex flex-col gap-4">
        {ends && (
          <Field label={t('field.closedOn')}>
            {(control) => <DateInput {...control} value={day} onChange={setDay} />}
          </Field>
        )}
        {target === 'lost' && (
          <Field
            label={t('field.lostReason')}
            required
            hint={t('opportunity.lostHint')}
            error={tried && missing ? t('form.required') : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                maxLength={200}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
        {!ends && <p className="text-muted">{t('opportunity.moveHint', { name: opportunity.name })}</p>}
        {move.isError && (
          <p role="alert" className="text-sm text-danger">
            {describeError(move.error, t).message}
          </p>
        )}
      </form>
    </Dialog>
  );
}
