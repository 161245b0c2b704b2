import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpportunityView, Stage } from '../../../../kernel/contracts/crm.ts';
import type { FactList } from '../../../../kernel/contracts/stages.ts';
import { describeError } from '../../api/describe-error.ts';
import { useMay } from '../../api/use-session.ts';
import { dayOf } from '../../format/day-of.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { lostGap, LostReasonFields, useLostReasons, type LostAnswer } from './lost-reason-fields.tsx';
import { MissingFacts, type FactAnswers } from './missing-facts.tsx';
import { useAboutDeal } from './use-about-deal.ts';
import { useMoveStage } from './use-move-stage.ts';
import { stageOf } from './stage-of.ts';
import { useStages } from './use-stages.ts';

interface MoveStageDialogProps {
  opportunity: OpportunityView;
  target: Stage;
  onClose: () => void;
}

/**
 * Moves a deal: asks for what the stage wants to know and nobody has said, the day when it ends, why when it is lost, and
 * the reason where the table of moves asks for one. A manager may let it pass without the facts, and says why.
 */
export function MoveStageDialog({ opportunity, target, onClose }: MoveStageDialogProps) {
  const { t } = useTranslation();
  const { percent } = useFormat();
  const mayAssign = useMay('crm.assign');
  const stages = useStages();
  const facts = useAboutDeal<FactList>(opportunity.id, 'facts');
  const reasons = useLostReasons(target === 'lost');
  const [answers, setAnswers] = useState<FactAnswers>({});
  const [lost, setLost] = useState<LostAnswer>({ id: '', words: '' });
  const [day, setDay] = useState<string | null>(() => dayOf(new Date()));
  const [reason, setReason] = useState('');
  const [pass, setPass] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const move = useMoveStage(opportunity, onClose);
  const rule = stageOf(stages.data, target);
  const cell = stageOf(stages.data, opportunity.stage)?.moves.find((one) => one.to === target);
  const missing = (facts.data?.items ?? []).filter(
    (fact) => !fact.known && rule?.required_facts.some((one) => one.key === fact.key),
  );
  const required = rule?.enforcement === 'require' && pass === null;
  const unfilled = missing.filter((fact) => (answers[fact.key] ?? '').trim() === '');
  const ends = target === 'won' || target === 'lost';
  const needsReason = target !== 'lost' && cell?.reason_required === true;
  const ready = rule !== undefined && facts.data !== undefined && (target !== 'lost' || reasons.data !== undefined);
  const failed = [stages, facts, ...(target === 'lost' ? [reasons] : [])].find((one) => one.isError);
  const blocked =
    (required && unfilled.length > 0) ||
    (pass !== null && pass.trim() === '' && unfilled.length > 0) ||
    (needsReason && reason.trim() === '') ||
    (target === 'lost' && lostGap(reasons.data ?? [], lost) !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (blocked || !ready) return;
    const words = lost.words.trim();
    move.mutate({
      answers,
      move: {
        stage: target,
        ...(target === 'lost' && lost.id !== '' ? { lost_reason_id: lost.id } : {}),
        ...(target === 'lost' && words !== '' ? { lost_reason: words } : {}),
        ...(ends && day !== null ? { closed_on: day } : {}),
        ...(needsReason ? { reason: reason.trim() } : {}),
        ...(pass !== null && unfilled.length > 0 ? { override_reason: pass.trim() } : {}),
      },
    });
  };
  return (
    <Dialog
      // Once its fields are there the dialog begins anew, so that the focus comes to the first of them.
      key={String(ready)}
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
            disabled={!ready}
            loading={move.isPending}
          >
            {t('opportunity.moveTo', { stage: t(`stage.${target}`) })}
          </Button>
        </>
      }
    >
      {failed !== undefined && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!ready && failed === undefined && <Skeleton className="h-10" />}
      <form id="move-stage" noValidate onSubmit={submit} className="flex flex-col gap-4" hidden={!ready}>
        <p className="text-muted">
          {t('opportunity.moveHint', { name: opportunity.name })}
          {rule !== undefined && !ends && (
            <span>{t('deal.probabilityAfter', { percent: percent(rule.probability / 100) })}</span>
          )}
        </p>
        {ends && (
          <Field label={t('field.closedOn')}>
            {(control) => <DateInput {...control} value={day} onChange={setDay} />}
          </Field>
        )}
        {target === 'lost' && (
          <LostReasonFields reasons={reasons.data ?? []} answer={lost} tried={tried} onChange={setLost} />
        )}
        {needsReason && (
          <Field
            label={t('deal.moveReason')}
            required
            error={tried && reason.trim() === '' ? t('form.required') : undefined}
          >
            {(control) => (
              <Input {...control} maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
            )}
          </Field>
        )}
        {missing.length > 0 && (
          <section className="flex flex-col gap-3 rounded-md bg-sunken p-3">
            <div>
              <h3 className="font-medium">
                {t('deal.missingTitle', { stage: t(`stage.${target}`), count: missing.length })}
              </h3>
              <p className="text-sm text-muted">
                {t(rule?.enforcement === 'require' ? 'deal.mustFill' : 'deal.mayFill')}
              </p>
            </div>
            <MissingFacts
              deal={opportunity}
              facts={missing}
              required={required}
              answers={answers}
              tried={tried}
              onChange={setAnswers}
            />
            {rule?.enforcement === 'require' && mayAssign && unfilled.length > 0 && (
              <PassFields pass={pass} tried={tried} onChange={setPass} />
            )}
            {tried && required && unfilled.length > 0 && (
              <p role="alert" className="text-sm text-danger">
                {t('deal.stillMissing')}
              </p>
            )}
          </section>
        )}
        {move.isError && (
          <p role="alert" className="text-sm text-danger">
            {describeError(move.error, t).message}
          </p>
        )}
      </form>
    </Dialog>
  );
}

interface PassFieldsProps {
  /** Null while the deal is not let pass. */
  pass: string | null;
  tried: boolean;
  onChange: (pass: string | null) => void;
}

/** How a manager lets a deal pass without what the stage requires. */
function PassFields({ pass, tried, onChange }: PassFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={pass !== null} onChange={(on) => onChange(on ? '' : null)} />
        {t('deal.pass')}
      </label>
      {pass !== null && (
        <Field
          label={t('deal.passReason')}
          required
          error={tried && pass.trim() === '' ? t('form.required') : undefined}
        >
          {(control) => (
            <Input {...control} maxLength={300} value={pass} onChange={(event) => onChange(event.target.value)} />
          )}
        </Field>
      )}
    </>
  );
}
