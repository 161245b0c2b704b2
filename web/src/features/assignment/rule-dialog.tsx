import { useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ASSIGNMENT_METHODS,
  type AssignmentMethod,
  type AssignmentRuleView,
} from '../../../../kernel/contracts/assignment.ts';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionBuilder, useConditionFields } from '../conditions/condition-builder.tsx';
import { EMPTY_DRAFT, toCondition, toDraft, type Draft } from '../conditions/draft.ts';
import { runAction } from '../records/run-action.ts';
import { useUserOptions } from '../records/use-users.ts';

/** Draws a rule: for which leads, to whom, and how one of them is chosen. */
export function RuleDialog({ rule, onClose }: { rule: AssignmentRuleView | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const users = useUserOptions();
  const [name, setName] = useState(rule?.name ?? '');
  const [position, setPosition] = useState(String(rule?.position ?? 100));
  const [method, setMethod] = useState<AssignmentMethod>(rule?.method ?? 'round_robin');
  const [members, setMembers] = useState<readonly string[]>(rule?.members ?? []);
  const [maxOpen, setMaxOpen] = useState(rule?.max_open?.toString() ?? '');
  const [hours, setHours] = useState(rule?.respect_hours ?? true);
  const [draft, setDraft] = useState<Draft | undefined>(rule ? toDraft(rule.condition) : EMPTY_DRAFT);
  const [pending, setPending] = useState(false);
  const fields = useConditionFields('lead').data ?? [];
  const condition = draft === undefined ? rule?.condition : toCondition(draft, fields);
  const named = (id: string) =>
    users.find((one) => one.value === id)?.label ?? rule?.member_names[rule.members.indexOf(id)] ?? '';
  const numbersFit = /^\d{1,5}$/.test(position) && /^(\d{1,6})?$/.test(maxOpen) && maxOpen !== '0';
  const nobody = members.length === 0 && !rule?.team_id;
  const save = async () => {
    setPending(true);
    const body = {
      name: name.trim(),
      position: Number(position),
      method,
      members,
      max_open: maxOpen === '' ? null : Number(maxOpen),
      respect_hours: hours,
      condition,
    };
    const work = () =>
      rule
        ? api.patch(`crm/assignment-rules/${rule.id}`, { ...body, version: rule.version })
        : api.post('crm/assignment-rules', body);
    const done = await runAction(t, work, t('assignment.saved'));
    setPending(false);
    await queries.invalidateQueries({ queryKey: ['crm/assignment-rules'] });
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(rule ? 'assignment.edit' : 'assignment.create')}
      className="max-w-2xl"
      footer={
        <Button
          variant="primary"
          loading={pending}
          disabled={name.trim() === '' || condition === undefined || nobody || !numbersFit}
          onClick={() => void save()}
        >
          {t('action.save')}
        </Button>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => event.preventDefault()}>
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label={t('assignment.name')} required>
            {(control) => (
              <Input {...control} maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label={t('assignment.position')} hint={t('assignment.positionHint')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                value={position}
                onChange={(event) => setPosition(event.target.value)}
              />
            )}
          </Field>
          <Field label={t('assignment.method')} hint={t(`assignmentMethodHint.${method}`)}>
            {(control) => (
              <Select
                {...control}
                value={method}
                options={ASSIGNMENT_METHODS.map((value) => ({ value, label: t(`assignmentMethod.${value}`) }))}
                onChange={(value) => setMethod(value as AssignmentMethod)}
              />
            )}
          </Field>
          <Field label={t('assignment.maxOpen')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                placeholder={t('pool.unlimited')}
                value={maxOpen}
                onChange={(event) => setMaxOpen(event.target.value.trim())}
              />
            )}
          </Field>
        </div>
        <Field
          label={t('assignment.members')}
          required
          hint={rule?.team_name ? t('assignment.orTeam', { team: rule.team_name }) : undefined}
        >
          {(control) => (
            <div className="flex flex-col gap-2">
              <Combobox
                {...control}
                value={undefined}
                placeholder={t('assignment.addMember')}
                options={users.filter((one) => !members.includes(one.value))}
                onChange={(id) => setMembers([...members, id])}
              />
              <ul className="flex flex-wrap gap-1">
                {members.map((id) => (
                  <li key={id} className="flex items-center gap-1 rounded-md bg-sunken py-0.5 pr-0.5 pl-2 text-sm">
                    {named(id)}
                    <Button
                      size="icon-sm"
                      variant="ghost"
                      aria-label={`${t('action.remove')} ${named(id)}`}
                      onClick={() => setMembers(members.filter((one) => one !== id))}
                    >
                      <X aria-hidden />
                    </Button>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Field>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-sm font-medium text-muted">{t('assignment.condition')}</legend>
          {draft === undefined ? (
            <p className="text-sm text-muted">{t('condition.complex')}</p>
          ) : (
            <ConditionBuilder entity="lead" draft={draft} onChange={setDraft} emptyHint={t('condition.everything')} />
          )}
        </fieldset>
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={hours} onChange={setHours} />
          {t('assignment.respectHours')}
        </label>
      </form>
    </Dialog>
  );
}
