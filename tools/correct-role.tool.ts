import { z } from 'zod';
import { correctRole } from '../domain/messaging/people/members.ts';
import { ROLE_WORDS } from '../domain/messaging/words.ts';
import { GROUP_ROLES, type GroupRole } from '../kernel/contracts/messaging-people.ts';
import { choice } from '../kernel/slots.ts';
import { group, named } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { optionsOf } from './present/options.ts';
import { resolveMember } from './resolve/group-member.ts';
import { resolveGroup } from './resolve/group.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly conversation_id: string;
  readonly person_id: string;
  readonly role: GroupRole;
  readonly group: string;
}

export const correctRoleTool = writeTool({
  name: 'correct_role',
  title: '更正群内身份',
  description:
    '更正一个人在一个群里的身份：user 号主、after_sales 售后、staff 工作人员（群助理）、operations 运营（财神爷）、robot 机器人。更正会一直保留。',
  permission: 'messaging.send',
  input: z.strictObject({
    person: named('member', '群成员'),
    group,
    role: choice('身份', z.enum(GROUP_ROLES), {
      operations: ['是运营', '成运营', '为运营', '财神爷'],
      staff: ['工作人员', '群助理', '是助理'],
      after_sales: ['是售后', '成售后', '为售后', '我们的售后', '售后人员', '售后同事'],
      user: ['是号主', '成号主', '为号主', '是客户', '是用户'],
      robot: ['是机器人', '成机器人', '为机器人'],
    }),
  }),
  phrases: [
    '{person}在{group}是售后',
    '把{group}里的{person}改成工作人员',
    '{group}的{person}其实是号主',
    '{group}里{person}的身份不对，是售后',
    '把{person}在{group}的身份改成运营',
    '{person}是{group}的群助理',
    '{group}里的{person}不是号主，是我们的售后',
    '更正一下，{group}的{person}是工作人员',
    '{person}在{group}里是财神爷',
    '把{group}里{person}标成售后',
  ],
  propose: async (scope, said) => {
    const found = await resolveGroup(scope, said.group);
    const member = await resolveMember(scope, { name: said.person, group: found });
    if (member.role === said.role && member.role_by === 'hand')
      throw toolError('tools.nothing_to_change', {
        details: { reason: `${member.name}在“${found.name}”已经指定为${ROLE_WORDS[said.role]}` },
      });
    return {
      title: '更正群内身份',
      summary: `在“${found.name}”里，把${member.name}从“${ROLE_WORDS[member.role]}”改为“${ROLE_WORDS[said.role]}”。以后都按这个身份处理。`,
      changes: [
        {
          entity: 'channel_person',
          record_id: member.person_id,
          record_label: `${member.name}（${found.name}）`,
          field: '身份',
          before: `${ROLE_WORDS[member.role]}（${member.reason}）`,
          after: ROLE_WORDS[said.role],
        },
      ],
      fields: [
        { name: 'role', label: '身份', kind: 'select', value: said.role, options: optionsOf(GROUP_ROLES, ROLE_WORDS) },
      ],
      refs: [],
      snapshot: {},
      settled: { group: found.id, person: member.person_id },
      plan: {
        conversation_id: found.id,
        person_id: member.person_id,
        role: said.role,
        group: found.name,
      } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const member = await correctRole(scope, plan);
    return answer({
      text: `已更正：${member.display_name}在“${plan.group}”是${ROLE_WORDS[member.role]}。`,
      parts: [],
      suggestions: [`“${plan.group}”今天的消息`],
    });
  },
});
