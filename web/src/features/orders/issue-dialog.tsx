import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  ISSUE_MOVES,
  ISSUE_SEVERITIES,
  type IssueSeverity,
  type IssueStatus,
  type IssueView,
} from '../../../../kernel/contracts/delivery.ts';
import { api } from '../../api/client.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { Textarea } from '../../ui/textarea.tsx';
import { runAction } from '../records/run-action.ts';
import { useUserOptions } from '../records/use-users.ts';
import { useRefreshOrders } from './use-refresh-orders.ts';

interface IssueDialogProps {
  orderId: string;
  issue: IssueView | undefined;
  onClose: () => void;
}

/** An issue of a delivery: reported with how grave it is, given to somebody, solved with words. */
export function IssueDialog({ orderId, issue, onClose }: IssueDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefreshOrders();
  const users = useUserOptions();
  const [title, setTitle] = useState(issue?.title ?? '');
  const [detail, setDetail] = useState(issue?.detail ?? '');
  const [severity, setSeverity] = useState<IssueSeverity>(issue?.severity ?? 'medium');
  const [owner, setOwner] = useState(issue?.owner_id ?? undefined);
  const [due, setDue] = useState<string | null>(issue?.due_on ?? null);
  const [status, setStatus] = useState<IssueStatus>(issue?.status ?? 'open');
  const [resolution, setResolution] = useState(issue?.resolution ?? '');
  const [pending, setPending] = useState(false);
  const solved = status === 'resolved';
  const wrong = title.trim() === '' || (solved && resolution.trim() === '');
  const save = async () => {
    setPending(true);
    const body = {
      title: title.trim(),
      detail: detail.trim() === '' ? null : detail.trim(),
      severity,
      ...(owner === undefined ? {} : { owner_id: owner }),
      ...(due === null ? {} : { due_on: due }),
    };
    const done = await runAction(
      t,
      () =>
        issue
          ? api.patch(`crm/delivery/issues/${issue.id}`, {
              ...body,
              version: issue.version,
              ...(status === issue.status ? {} : { status }),
              ...(resolution.trim() === '' ? {} : { resolution: resolution.trim() }),
            })
          : api.post('crm/delivery/issues', { ...body, order_id: orderId }),
      t('order.issueSaved'),
    );
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={issue ? t('order.editIssue', { title: issue.title }) : t('order.addIssue')}
      layout="grid"
      gap="gap-3"
      ready={!wrong}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
    >
      <div className="sm:col-span-2">
        <Field label={t('order.issueTitle')} required>
          {(control) => (
            <Input {...control} maxLength={200} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t('order.severity')}>
        {(control) => (
          <Select
            {...control}
            value={severity}
            onChange={(value) => setSeverity(value as IssueSeverity)}
            options={ISSUE_SEVERITIES.map((one) => ({ value: one, label: t(`issueSeverity.${one}`) }))}
          />
        )}
      </Field>
      <Field label={t('order.dueOn')}>{(control) => <DateInput {...control} value={due} onChange={setDue} />}</Field>
      <Field label={t('order.taskOwner')}>
        {(control) => <Combobox {...control} value={owner} onChange={setOwner} options={users} />}
      </Field>
      {issue && (
        <Field label={t('order.issueStatus')}>
          {(control) => (
            <Select
              {...control}
              value={status}
              onChange={(value) => setStatus(value as IssueStatus)}
              options={[issue.status, ...ISSUE_MOVES[issue.status]].map((one) => ({
                value: one,
                label: t(`issueStatus.${one}`),
              }))}
            />
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field label={t('order.issueDetail')}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={4000}
              value={detail}
              onChange={(event) => setDetail(event.target.value)}
            />
          )}
        </Field>
      </div>
      {issue && (
        <div className="sm:col-span-2">
          <Field label={t('order.resolution')} required={solved}>
            {(control) => (
              <Textarea
                {...control}
                maxLength={2000}
                value={resolution}
                onChange={(event) => setResolution(event.target.value)}
              />
            )}
          </Field>
        </div>
      )}
    </FormDialog>
  );
}
