import { z } from 'zod';
import { explainInstance, type ExplainedInstance } from '../domain/sop/instances/explain-instance.ts';
import type { SopTaskView } from '../kernel/contracts/sop-instances.ts';
import { maybeCustomer, maybeNamed } from './arguments.ts';
import { aboutSequence } from './find-sop-instances.tool.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { fittingInstances } from './resolve/sop-instance.ts';
import { readTool } from './tool.ts';

/** Told in one answer; the rest is a list. */
const MOST_TOLD = 3;
const TASKS: RowTable<SopTaskView> = {
  columns: [
    { key: 'seq', label: '序号', format: 'integer', cell: (row) => row.seq },
    { key: 'step', label: '步骤', format: 'text', cell: (row) => row.step_name },
    { key: 'reason', label: '结果', format: 'text', cell: (row) => row.reason },
    { key: 'from', label: '开始', format: 'datetime', cell: (row) => row.started_at },
    { key: 'to', label: '结束', format: 'datetime', cell: (row) => row.ended_at },
  ],
  ref: () => null,
};
const OPEN: ReadonlySet<string> = new Set(['pending', 'executing', 'paused']);

export const explainSopInstance = readTool({
  name: 'explain_sop_instance',
  title: '看流程走到哪',
  description:
    '一个客户或联系人的 SOP 流程走到哪一步、下一步是什么、什么时候、为什么停着。about 原样写用户的话（里面可以有流程名）。',
  permission: 'sop.read',
  input: z.strictObject({ customer: maybeCustomer, contact: maybeNamed('contact', '联系人'), about: aboutSequence }),
  phrases: [
    '{customer}那个流程走到哪一步了',
    '{customer}的流程到哪了',
    '{customer}的SOP进展怎么样',
    '{contact}的跟进流程走到哪里了',
    '{contact}的流程下一步是什么',
    '{customer}的流程下一步什么时候发',
    '{customer}的流程为什么停了',
    '{contact}的SOP怎么停住了',
    '{customer}那个SOP现在什么情况',
    '那个流程走到哪一步了',
    '{customer}的报价跟进流程走到第几步了',
  ],
  answer: async (scope, said) => {
    const found = await fittingInstances(scope, said);
    const open = found.filter(({ status }) => OPEN.has(status));
    // What is over is told only where nothing is on its way.
    const told = (open.length > 0 ? open : found.slice(0, 1)).slice(0, MOST_TOLD);
    if (told.length === 0)
      return answer({ text: '没有您能看到的这样的流程。', parts: [], suggestions: ['哪些客户正在走SOP流程'] });
    const explained: ExplainedInstance[] = [];
    for (const { id } of told) explained.push(await explainInstance(scope, id));
    const rest = open.length - told.length;
    const [first] = explained;
    return answer({
      text: sentences(...explained.map(wordsOf), rest > 0 && `另外还有 ${rest} 个流程。`),
      parts: explained
        .filter(({ tasks }) => tasks.length > 0)
        .map(({ instance, tasks }) =>
          tablePart(TASKS, tasks, { title: `${instance.contact_name}：${instance.template_name}` }),
        ),
      suggestions: [
        open.length > 0 && `暂停${first!.instance.contact_name}的流程`,
        `为什么没发给${first!.instance.contact_name}`,
      ],
    });
  },
});

/** «周明的“报价跟进”：进行中，走到第 2 步……» */
function wordsOf({ instance, stands, next }: ExplainedInstance): string {
  return `${instance.contact_name}的“${instance.template_name}”：${stands}。${next ? `${next}。` : ''}`;
}
