import { z } from 'zod';
import { ISSUE_STATUS_WORDS, SEVERITY_TABLE } from '../domain/crm/delivery/issues/issue-table.ts';
import { listIssues } from '../domain/crm/delivery/issues/list-issues.ts';
import { listTasks } from '../domain/crm/delivery/tasks/list-tasks.ts';
import { TASK_STATUS_WORDS } from '../domain/crm/delivery/tasks/task-view.ts';
import type { IssueView, TaskView } from '../kernel/contracts/delivery.ts';
import { formatDay } from '../kernel/format/when.ts';
import { describeRange } from '../kernel/time-phrases/describe-range.ts';
import { given, maybeCustomer, maybeFlag, maybeOwner, maybePeriod, maybeTeam } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { customerLink } from './present/refs.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { comingDays } from './resolve/period.ts';
import { resolveWhose } from './resolve/whose.ts';
import { readTool } from './tool.ts';

const MOST_READ = 200;
const MOST_NAMED = 3;

const TASK_TABLE: RowTable<TaskView> = {
  columns: [
    { key: 'name', label: '任务', format: 'text', cell: (row) => row.name },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'order', label: '订单', format: 'text', cell: (row) => row.order_code },
    {
      key: 'status',
      label: '状态',
      format: 'text',
      cell: (row) => (row.overdue ? '已逾期' : TASK_STATUS_WORDS[row.status]),
    },
    { key: 'due_on', label: '应完成', format: 'date', cell: (row) => row.due_on },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    { key: 'note', label: '备注', format: 'text', cell: (row) => row.note },
  ],
  ref: (row) => customerLink(row.customer_id, row.customer_name),
};

const ISSUE_TABLE: RowTable<IssueView> = {
  columns: [
    { key: 'title', label: '问题', format: 'text', cell: (row) => row.title },
    { key: 'customer', label: '客户', format: 'text', cell: (row) => row.customer_name },
    { key: 'severity', label: '程度', format: 'text', cell: (row) => SEVERITY_TABLE[row.severity].label },
    { key: 'status', label: '状态', format: 'text', cell: (row) => ISSUE_STATUS_WORDS[row.status] },
    { key: 'due_on', label: '期限', format: 'date', cell: (row) => row.due_on },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => customerLink(row.customer_id, row.customer_name),
};

export const deliveryStatus = readTool({
  name: 'delivery_status',
  title: '交付进度',
  description:
    '交付的进度：任务做到哪一步、哪些逾期、有什么没解决的问题。可看一个客户的，或按负责人、团队、到期时间看，overdue=true 只看逾期的。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    owner: maybeOwner,
    team: maybeTeam,
    due: maybePeriod('到期时间'),
    overdue: maybeFlag('逾期', ['逾期', '过期', '超期', '拖期', '延误', '拖着']),
  }),
  phrases: [
    '{customer}交付到哪一步了',
    '{customer}的交付进度',
    '{customer}实施进度怎么样',
    '{customer}的交付计划',
    '{customer}的交付拖了没有',
    '{customer}有哪些交付问题还没解决',
    '{owner}有哪些交付任务',
    '{owner}{due}要做的交付任务',
    '{team}的交付情况',
    '哪些交付任务逾期了',
    '未解决的交付问题有哪些',
    '{owner}的交付任务进展',
    '交付上有哪些拖期的',
  ],
  answer: async (scope, said) => {
    const now = scope.clock.now();
    const days = comingDays(said.due, now);
    const client = given(said.customer) ? await resolveCustomer(scope, given(said.customer) ?? '') : undefined;
    const { person, unit, conditions, filter } = await resolveWhose(scope, said);
    const asked = {
      page: 1,
      page_size: MOST_READ,
      ...(client ? { customer_id: client.id } : { waiting: true }),
      ...(said.overdue ? { overdue: true } : {}),
      ...filter,
    };
    const tasks = await listTasks(scope, { ...asked, ...(days ? { due_to: days.to } : {}) });
    const issues = await listIssues(scope, { ...asked, waiting: true });
    const whose = client?.name ?? person?.words ?? unit?.name;
    const parts = filterPart(scope.actor, '客户和您自己的任务', [
      client && `客户：${client.name}`,
      ...conditions,
      days && `应在${describeRange(days, now)}或之前完成`,
      said.overdue && '已逾期',
    ]);
    if (tasks.total === 0 && issues.total === 0)
      return answer({
        text: `${phrase(whose, `没有${said.overdue ? '逾期的' : client ? '' : '待做的'}交付任务，也没有没解决的交付问题`)}。`,
        parts,
        suggestions: [client ? `${client.name}的订单` : '交付中的订单有哪些', '快到期的合同有哪些'],
      });
    const done = tasks.items.filter(({ status }) => status === 'done').length;
    const counted = tasks.items.filter(({ status }) => status !== 'cancelled').length;
    const late = tasks.items.filter(({ overdue }) => overdue);
    const next = tasks.items.find(({ status, overdue }) => !overdue && ['todo', 'doing', 'blocked'].includes(status));
    return answer({
      text: sentences(
        !said.overdue &&
          `${phrase(whose, client ? `的交付任务共 ${counted} 项，已完成 ${done} 项` : `待做的交付任务有 ${tasks.total} 项`)}。`,
        late.length > 0
          ? `${said.overdue ? phrase(whose, `逾期的交付任务有 ${tasks.total} 项`) : `逾期 ${late.length} 项`}：${late
              .slice(0, MOST_NAMED)
              .map((row) => describe(row, now, !client))
              .join('、')}${late.length > MOST_NAMED ? '等' : ''}。`
          : '没有逾期的任务。',
        next && !said.overdue && `接下来是${describe(next, now, !client)}。`,
        issues.total > 0 &&
          `没解决的问题 ${issues.total} 个：${issues.items
            .slice(0, MOST_NAMED)
            .map((row) => `${row.title}（${SEVERITY_TABLE[row.severity].label}，${ISSUE_STATUS_WORDS[row.status]}）`)
            .join('、')}。`,
      ),
      parts: [
        ...(tasks.total > 0 ? [tablePart(TASK_TABLE, tasks.items, { title: '交付任务', total: tasks.total })] : []),
        ...(issues.total > 0 ? [tablePart(ISSUE_TABLE, issues.items, { title: '交付问题', total: issues.total })] : []),
        ...parts,
      ],
      records: [...tasks.items, ...issues.items]
        .slice(0, 20)
        .map((row) => customerLink(row.customer_id, row.customer_name)),
      suggestions: suggestionsFor(tasks.items, client?.name),
    });
  },
});

/** «现场安装（华星科技，11-20 应完成，王磊）» */
function describe(row: TaskView, now: Date, named: boolean): string {
  const hints = [named && row.customer_name, phrase(formatDay(row.due_on, now), '应完成'), row.owner_name].filter(
    Boolean,
  );
  return `${row.name}（${hints.join('，')}）`;
}

function suggestionsFor(tasks: readonly TaskView[], client: string | undefined): string[] {
  const open = tasks.find(({ status }) => status === 'doing' || status === 'todo' || status === 'blocked');
  return [
    ...(open ? [`${open.customer_name}的交付任务${open.name}完成了`] : []),
    ...(client ? [`${client}的合同`] : ['哪些交付任务逾期了']),
    '未解决的交付问题有哪些',
  ];
}
