import { useQuery } from '@tanstack/react-query';
import { Check, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanView, TaskStatus, TaskView } from '../../../../kernel/contracts/delivery.ts';
import type { OrderDetail } from '../../../../kernel/contracts/orders.ts';
import { api } from '../../api/client.ts';
import { useMay } from '../../api/use-session.ts';
import { useFormat } from '../../format/use-format.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { runAction } from '../records/run-action.ts';
import { Section } from '../records/section.tsx';
import { TimeText } from '../records/time-text.tsx';
import { PlanForm } from './plan-form.tsx';
import { TaskDialog } from './task-dialog.tsx';
import { useRefreshOrders } from './use-refresh-orders.ts';

const TONES: Record<TaskStatus, Tone> = {
  todo: 'neutral',
  doing: 'accent',
  blocked: 'warning',
  done: 'success',
  cancelled: 'neutral',
};

/** The delivery of an order: how far it is, its tasks with owners and days; or the form that plans it. */
export function DeliveryPlan({ order }: { order: OrderDetail }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const mayWrite = useMay('crm.write');
  const [editing, setEditing] = useState<TaskView | 'new' | null>(null);
  const query = useQuery({
    queryKey: ['crm/orders', 'plan', order.id],
    queryFn: ({ signal }) => api.get<PlanView>(`crm/orders/${order.id}/plan`, undefined, signal),
    enabled: order.plan_id !== null,
  });
  const plan = query.data;
  return (
    <Section
      title={t('order.plan')}
      action={
        plan &&
        mayWrite && (
          <Button size="sm" variant="ghost" onClick={() => setEditing('new')}>
            <Plus aria-hidden />
            {t('order.addTask')}
          </Button>
        )
      }
    >
      {order.plan_id === null && <PlanForm order={order} />}
      {order.plan_id !== null && query.isPending && <Skeleton className="w-2/3" />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {plan && (
        <>
          <div className="num mb-2 flex items-center gap-3 text-sm text-muted">
            <span className="flex-1">
              <Progress
                value={plan.done_tasks}
                max={plan.total_tasks}
                label={t('order.progressOf', { done: plan.done_tasks, total: plan.total_tasks })}
              />
            </span>
            {t('order.progressOf', { done: plan.done_tasks, total: plan.total_tasks })}
            {plan.ends_on !== null && (
              <span>{t('order.planDays', { from: time(plan.starts_on), to: time(plan.ends_on) })}</span>
            )}
          </div>
          <ul>
            {plan.tasks.map((task) => (
              <TaskRow key={task.id} task={task} onEdit={() => setEditing(task)} />
            ))}
          </ul>
        </>
      )}
      {editing !== null && (
        <TaskDialog
          orderId={order.id}
          task={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </Section>
  );
}

function TaskRow({ task, onEdit }: { task: TaskView; onEdit: () => void }) {
  const { t } = useTranslation();
  const mayWrite = useMay('crm.write');
  const refresh = useRefreshOrders();
  const waits = task.status !== 'done' && task.status !== 'cancelled';
  const finish = async () => {
    await runAction(t, () => api.patch(`crm/delivery/tasks/${task.id}`, { version: task.version, status: 'done' }));
    await refresh();
  };
  return (
    <li className="flex items-center gap-2 border-b border-line py-1.5 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className={waits ? 'font-medium' : 'text-muted'}>{task.name}</span>
          <Badge tone={TONES[task.status]}>{t(`taskStatus.${task.status}`)}</Badge>
          {task.overdue && <Badge tone="danger">{t('order.late')}</Badge>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          {task.owner_name !== null && <span>{task.owner_name}</span>}
          <TimeText at={task.done_on ?? task.due_on} />
          {task.note !== null && <span className="text-faint">{task.note}</span>}
        </p>
      </div>
      {mayWrite && (
        <span className="flex shrink-0 gap-1">
          {waits && (
            <Button size="sm" aria-label={t('order.markDoneNamed', { name: task.name })} onClick={() => void finish()}>
              <Check aria-hidden />
              {t('order.markDone')}
            </Button>
          )}
          <Button size="icon-sm" variant="ghost" aria-label={t('order.editTask', { name: task.name })} onClick={onEdit}>
            <Pencil aria-hidden />
          </Button>
        </span>
      )}
    </li>
  );
}
