import { z } from 'zod';
import { STATUS_WORDS } from '../domain/sop/words.ts';
import { SOP_INSTANCE_STATUSES, type SopInstanceView } from '../kernel/contracts/sop-instances.ts';
import { slot } from '../kernel/slots.ts';
import { maybeChoice, maybeCustomer, maybeNamed } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { fittingInstances, instanceLabel } from './resolve/sop-instance.ts';
import { readTool } from './tool.ts';

const MOST_NAMED = 5;
const INSTANCES: RowTable<SopInstanceView> = {
  columns: [
    { key: 'contact', label: '联系人', format: 'text', cell: (row) => row.contact_name },
    { key: 'template', label: '流程', format: 'text', cell: (row) => row.template_name },
    { key: 'status', label: '状态', format: 'text', cell: (row) => STATUS_WORDS[row.status] },
    { key: 'step', label: '走到', format: 'text', cell: (row) => row.current_step_name },
    { key: 'progress', label: '进度', format: 'text', cell: (row) => `${row.progress}%` },
    { key: 'next', label: '下一次', format: 'datetime', cell: (row) => row.next_execution_at },
    { key: 'account', label: '账号', format: 'text', cell: (row) => row.account_nickname },
  ],
  ref: () => null,
};

/** The words of a person as they were said, in which a template or a contact may be named. */
export const aboutSequence = slot('question', '说的流程', z.string().trim().max(500)).nullish();

export const findSopInstances = readTool({
  name: 'find_sop_instances',
  title: '查 SOP 实例',
  description:
    '有哪些客户正在走 SOP 流程：按客户、联系人、状态找；about 原样写用户的话（里面可以有流程名）。问一个流程走到哪一步用 explain_sop_instance。',
  permission: 'sop.read',
  input: z.strictObject({
    customer: maybeCustomer,
    contact: maybeNamed('contact', '联系人'),
    status: maybeChoice('状态', SOP_INSTANCE_STATUSES, {
      pending: ['还没开始', '等待开始'],
      executing: ['进行中', '正在跑', '在跑', '正在走', '在走'],
      paused: ['暂停的', '暂停了', '已暂停', '停住的'],
      completed: ['走完的', '走完了', '已完成', '跑完'],
      failed: ['失败的', '失败了', '出错的'],
      cancelled: ['取消的', '已取消', '停掉的'],
    }),
    about: aboutSequence,
  }),
  phrases: [
    '哪些客户正在走SOP流程',
    '有哪些联系人在跑SOP',
    '{status}SOP实例有哪些',
    '{customer}在走哪些流程',
    '{customer}有哪些SOP在跑',
    '给{contact}跑了哪些SOP',
    '失败的SOP流程都是谁的',
    '暂停的流程有哪些',
    '列出进行中的SOP实例',
    '哪些人在走报价跟进流程',
    '看看谁在SOP流程里',
  ],
  answer: async (scope, said) => {
    const found = await fittingInstances(scope, said, said.status ? [said.status] : undefined);
    const what = phrase(said.status && `${STATUS_WORDS[said.status]}的`, 'SOP 流程');
    if (found.length === 0)
      return answer({ text: `没有您能看到的${what}。`, parts: [], suggestions: ['有哪些SOP模板', 'SOP统计'] });
    const named = found.slice(0, MOST_NAMED).map(instanceLabel).join('、');
    return answer({
      text: sentences(`${what}有 ${found.length} 个：${named}`, found.length > MOST_NAMED ? '等。' : '。'),
      parts: [tablePart(INSTANCES, found, { title: 'SOP 流程' })],
      suggestions: [`${found[0]!.contact_name}的${found[0]!.template_name}流程走到哪一步了`],
    });
  },
});
