import { Params, query, queryOne } from '../../../db/query.ts';
import type { CallDiagnosis, CallRepair, CallTroubleLine } from '../../../kernel/contracts/call-diagnosis.ts';
import type { CallTaskType, CallControl } from '../../../kernel/contracts/calls.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { CallScope } from '../calls-scope.ts';
import { callsError } from '../errors.ts';
import { UNFINISHED } from '../monitor/get-pending-tasks.ts';
import { readMonitor } from '../monitor/monitor-state.ts';
import { CONTROL_WORDS, REPAIR_WORDS, TASK_TYPE_WORDS } from '../words.ts';

interface TaskFacts {
  readonly id: string;
  readonly task_name: string;
  readonly task_type: CallTaskType;
  readonly control: CallControl;
  readonly started: boolean;
  readonly job_group_id: string | null;
  readonly marked: boolean;
  readonly stale_mark: boolean;
  readonly last_errors: CallTroubleLine[];
}

type Counts = CallDiagnosis['counts'] & { readonly unfinished: number };

/**
 * Why a task moves or does not (spec 001 §2.1.4): the conditions of `getPendingTasks` one by one, what its records wait for, the
 * latest troubles, and what would repair it.
 * @throws AppError `calls.task_not_found`
 */
export async function diagnoseTask(
  scope: Pick<CallScope, 'em' | 'actor' | 'clock' | 'calls'>,
  id: string,
): Promise<CallDiagnosis> {
  const task = await factsOf(scope, id);
  const counts = await countsOf(scope, id);
  const failed_pages = await query<CallDiagnosis['failed_pages'][number]>(
    scope.em,
    'select step, page, iso(at) as at, message, records from call_failed_page where task_id = $1 order by step, page',
    [id],
  );
  const running = (await readMonitor(scope)).is_running;
  const conditions = conditionsOf(task, counts);
  const { unfinished: _unfinished, ...shown } = counts;
  const repairs = repairsOf(task, counts, running, failed_pages.length);
  return {
    task_id: task.id,
    task_name: task.task_name,
    task_type: task.task_type,
    control: task.control,
    job_group_id: task.job_group_id,
    would_be_processed: running && scope.calls.dialer !== null && conditions.every((one) => one.met),
    conditions,
    reasons: [
      ...(scope.calls.dialer ? [] : ['还没有配置外呼服务。']),
      ...(running ? [] : ['自动化任务监控已停止。']),
      ...conditions.filter((one) => !one.met).map((one) => one.detail),
      ...waitingFor(task, counts, failed_pages.length),
    ],
    counts: shown,
    failed_pages,
    last_errors: task.last_errors,
    repairs: repairs.map((repair) => ({ repair, message: REPAIR_WORDS[repair] })),
  };
}

async function factsOf(scope: Pick<CallScope, 'em' | 'actor' | 'clock'>, id: string): Promise<TaskFacts> {
  const params = new Params();
  const now = params.add(scope.clock.now());
  const task = await queryOne<TaskFacts>(
    scope.em,
    `select t.id, t.task_name, t.task_type, t.control, t.started_at is not null as started, t.job_group_id, t.last_errors,
       coalesce(t.processing_until > ${now}, false) as marked,
       coalesce(t.processing_until <= ${now} or t.handing_until <= ${now}, false) as stale_mark
     from call_tasks t where t.id = ${params.add(id)} and ${visibleRows(scope.actor, 't', params)}`,
    params.values,
  );
  if (!task) throw callsError('calls.task_not_found', { details: { id } });
  return task;
}

async function countsOf(scope: Pick<CallScope, 'em'>, id: string): Promise<Counts> {
  const row = await queryOne<Counts>(
    scope.em,
    `select count(*)::int as total,
       (count(*) filter (where r.hand_over = 'waiting'))::int as waiting, (count(*) filter (where r.hand_over = 'sending'))::int as sending,
       (count(*) filter (where r.hand_over = 'refused'))::int as refused, (count(*) filter (where r.hand_over = 'withheld'))::int as withheld,
       (count(*) filter (where r.hand_over = 'assigned'))::int as assigned, count(nullif(r.call_job_id, ''))::int as with_job,
       count(r.call_status)::int as with_status, count(r.call_status)::int as final,
       (count(*) filter (where r.call_status = 'succeeded' and r.call_conversation is null and r.leads_follow_id is null))::int
         as waiting_for_conversation,
       count(r.leads_follow_id)::int as with_follow, (count(*) filter (where r.is_interested is null))::int as without_interest,
       (count(*) filter (where ${UNFINISHED}))::int as unfinished,
       (select count(*)::int from dcc_leads_follow f join leads_task_list q on q.id = f.record_id
         where q.task_id = $1 and f.basis = 'basic') as basic,
       (select count(*)::int from call_batch b where b.task_id = $1 and b.state = 'unknown') as unknown_batches
     from leads_task_list r where r.task_id = $1`,
    [id],
  );
  return row!;
}

function conditionsOf(task: TaskFacts, counts: Counts): CallDiagnosis['conditions'] {
  const moving = task.task_type === 'calling' || task.task_type === 'called';
  const grouped = task.job_group_id !== null && task.job_group_id !== '';
  const open = task.task_type !== 'called' || counts.unfinished > 0;
  return [
    {
      name: 'task_type',
      met: moving,
      detail: `任务状态是“${TASK_TYPE_WORDS[task.task_type]}”，只处理外呼中和外呼完成的任务。`,
    },
    {
      name: 'job_group_id',
      met: grouped,
      detail: grouped ? '外呼平台上已有任务组。' : '外呼平台上还没有任务组（job_group_id 为空）。',
    },
    {
      name: 'not_processing',
      met: !task.marked,
      detail: task.marked ? '任务正在处理中，最多 300 秒后自动解除。' : '没有人在处理这个任务。',
    },
    {
      name: 'unfinished_records',
      met: open,
      detail: open ? `还有 ${counts.unfinished} 条记录没有处理完。` : '所有记录都有状态、跟进和意向，没有要处理的。',
    },
  ];
}

function waitingFor(task: TaskFacts, counts: Counts, failedPages: number): string[] {
  const lines: string[] = [];
  if (task.control !== 'running') lines.push(`任务${CONTROL_WORDS[task.control]}。`);
  if (!task.started) lines.push('任务还没有开始外呼。');
  if (counts.waiting > 0 && task.started) lines.push(`${counts.waiting} 个号码还没有交给外呼平台。`);
  if (counts.unknown_batches > 0 && counts.sending > 0)
    lines.push(`${counts.sending} 个号码不确定外呼平台有没有收到，正在核对，核对清楚前不会重发。`);
  if (counts.refused > 0) lines.push(`${counts.refused} 个号码被外呼平台拒绝，请看最近的错误。`);
  const unsynced = counts.assigned - counts.with_job;
  if (unsynced > 0) lines.push(`${unsynced} 条记录还没有外呼任务编号（call_job_id）。`);
  const ringing = counts.with_job - counts.with_status + counts.withheld;
  if (ringing > 0) lines.push(`${ringing} 个电话还没有最终结果（等待拨打或正在拨打）。`);
  if (counts.waiting_for_conversation > 0)
    lines.push(`${counts.waiting_for_conversation} 通已接通的电话在等通话内容。`);
  if (counts.final - counts.with_follow > counts.waiting_for_conversation)
    lines.push(`${counts.final - counts.with_follow} 条已结束的记录还没有跟进记录。`);
  if (counts.basic > 0) lines.push(`${counts.basic} 条跟进记录没有分析结果，可以重新分析。`);
  if (failedPages > 0) lines.push(`上次有 ${failedPages} 页没有读到，下次检查会再读。`);
  return lines;
}

function repairsOf(task: TaskFacts, counts: Counts, running: boolean, failedPages: number): CallRepair[] {
  const going = task.control === 'running' && task.started;
  const moving = task.task_type === 'calling' || task.task_type === 'called';
  const wanted: readonly (readonly [CallRepair, boolean])[] = [
    ['start_monitor', !running],
    ['free_mark', task.stale_mark],
    ['resend_refused', counts.refused > 0 && task.control === 'running'],
    ['hand_over_again', going && (counts.waiting > 0 || counts.sending > 0)],
    ['sync_again', task.task_type === 'calling' && counts.assigned > counts.with_job],
    [
      'query_again',
      moving &&
        (failedPages > 0 ||
          counts.with_job > counts.with_status - counts.withheld ||
          counts.waiting_for_conversation > 0),
    ],
    ['follow_again', moving && counts.final - counts.with_follow > counts.waiting_for_conversation],
    ['analyse_again', counts.basic > 0],
    ['update_status', moving && counts.total === counts.with_status],
  ];
  return wanted.filter(([, needed]) => needed).map(([repair]) => repair);
}
