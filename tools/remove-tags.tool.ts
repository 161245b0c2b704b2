import { z } from 'zod';
import { changeTags } from '../domain/crm/customers/change-tags.ts';
import { customer, tags } from './arguments.ts';
import { answer } from './present/answer.ts';
import { changeOf, versionOf } from './present/change.ts';
import { customerRef } from './present/refs.ts';
import { resolveCustomer } from './resolve/customer.ts';
import { tagsToRemove } from './resolve/tag.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly remove: string[];
}

export const removeTags = writeTool({
  name: 'remove_tags',
  title: '去标签',
  description: '去掉一个客户身上的一个或几个标签。',
  permission: 'crm.write',
  input: z.strictObject({ customer, tags }),
  phrases: [
    '把{customer}的{tags}标签去掉',
    '去掉{customer}的{tags}标签',
    '{customer}不用{tags}标签了',
    '删除{customer}的标签{tags}',
    '取消{customer}的{tags}标签',
    '{customer}身上的{tags}标签拿掉',
    '把{tags}这个标签从{customer}上摘掉',
    '移除{customer}{tags}标签',
    '{customer}的{tags}标签撤了',
    '{customer}的{tags}标签去掉吧',
  ],
  propose: async (scope, said) => {
    const view = await resolveCustomer(scope, said.customer);
    const remove = tagsToRemove(view.tags, said.tags);
    const left = view.tags.filter((tag) => !remove.includes(tag));
    const ref = customerRef(view);
    return {
      title: '去掉客户标签',
      summary: `去掉“${view.name}”的${quoted(remove)}标签。`,
      changes: [changeOf(ref, '标签', view.tags.join('、'), left.join('、') || null)],
      fields: [{ name: 'tags', label: '去掉的标签', kind: 'tags', value: remove }],
      refs: [ref],
      snapshot: versionOf('customer', view),
      plan: { id: view.id, remove } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const view = await changeTags(scope, { id: plan.id, add: [], remove: plan.remove });
    return answer({
      text: `已去掉“${view.name}”的${quoted(plan.remove)}标签。`,
      parts: [],
      records: [customerRef(view)],
      suggestions: [`介绍一下${view.name}`],
    });
  },
});

function quoted(tags: readonly string[]): string {
  return tags.map((tag) => `“${tag}”`).join('、');
}
