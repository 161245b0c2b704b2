import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TASK_STATUSES, type TaskStatus, type TaskView } from '../../../../kernel/contracts/delivery.ts';
import { api } from '../../api/client.ts';
import { dayOf } from '../../format/day-of.ts';
import { useNow } from '../../format/use-now.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { Select } from '../../ui/select.tsx';
import { runAction } from '../records/run-action.ts';
import { useUserOptions } from '../records/use-users.ts';
import { useRefreshOrders } from './use-refresh-orders.ts';

interface TaskDialogProps {
  orderId: string;
  task: TaskView | undefined;
  onClose: () => void;
}

/** A task of a delivery: what, who, until when, how it stands. */
export function TaskDialog({ orderId, task, onClose }: TaskDialogProps) {
  const { t } = useTranslation();
  const refresh = useRefreshOrders();
  const users = useUserOptions();
  const today = dayOf(useNow());
  const [name, setName] = useState(task?.name ?? '');
  const [owner, setOwner] = useState(task?.owner_id ?? undefined);
  const [due, setDue] = useState<string | null>(task?.due_on ?? today);
  const [status, setStatus] = useState<TaskStatus>(task?.status ?? 'todo');
  const [note, setNote] = useState(task?.note ?? '');
  const [pending, setPending] = useState(false);
  const wrong = name.trim() === '' || due === null;
  const run = async (work: () => Promise<unknown>, done?: string) => {
    setPending(true);
    const worked = await runAction(t, work, done);
    setPending(false);
    await refresh();
    if (worked) onClose();
  };
  const save = () => {
    const body = {
      name: name.trim(),
      due_on: due,
      note: note.trim() === '' ? null : note.trim(),
      ...(owner === undefined ? {} : { owner_id: owner }),
      // A task that is moved before its first day begins on the day it is due.
      ...(task && due !== null && due < task.starts_on ? { starts_on: due } : {}),
    };
    return run(
      () =>
        task
          ? api.patch(`crm/delivery/tasks/${task.id}`, { ...body, status, version: task.version })
          : api.post(`crm/orders/${orderId}/tasks`, body),
      t('order.taskSaved'),
    );
  };
  return (
    <FormDialog
      title={task ? t('order.editTask', { name: task.name }) : t('order.addTask')}
      className="max-w-md"
      layout="grid"
      gap="gap-3"
      ready={!wrong}
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
      aside={
        task && (
          <Button
            variant="danger"
            disabled={pending}
            onClick={() => void run(() => api.delete(`crm/delivery/tasks/${task.id}`))}
          >
            {t('order.removeTask')}
          </Button>
        )
      }
    >
      <div className="sm:col-span-2">
        <Field label={t('order.taskName')} required>
          {(control) => (
            <Input {...control} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </div>
      <Field label={t('order.taskOwner')}>
        {(control) => <Combobox {...control} value={owner} onChange={setOwner} options={users} />}
      </Field>
      <Field label={t('order.dueOn')} required>
        {(control) => <DateInput {...control} value={due} onChange={setDue} />}
      </Field>
      {task && (
        <Field label={t('order.taskStatus')}>
          {(control) => (
            <Select
              {...control}
              value={status}
              onChange={(value) => setStatus(value as TaskStatus)}
              options={TASK_STATUSES.map((one) => ({ value: one, label: t(`taskStatus.${one}`) }))}
            />
          )}
        </Field>
      )}
      <div className="sm:col-span-2">
        <Field label={t('field.description')}>
          {(control) => (
            <Input {...control} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </FormDialog>
  );
}
