import { z } from 'zod';
import { decideCommand } from '../domain/messaging/commands/decide-command.ts';
import { STATUS_WORDS } from '../domain/messaging/words.ts';
import { maybeAbout, maybeGroupName, maybeRobot } from './arguments.ts';
import { answer } from './present/answer.ts';
import { commandLabel, resolveCommand } from './resolve/command.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
}

export const cancelCommand = writeTool({
  name: 'cancel_command',
  title: '取消发送',
  description: '取消发送队列里一条还没有发出去的消息（排队或被拦下的）。按群、机器人、内容里的字找到这条。',
  permission: 'messaging.send',
  input: z.strictObject({ group: maybeGroupName, robot: maybeRobot, about: maybeAbout }),
  phrases: [
    '取消{group}里排队的那条消息',
    '{group}还没发出去的消息先别发了',
    '把{robot}排队的消息取消',
    '发送队列里那条不要发了',
    '取消发送到{group}的消息',
    '{group}里关于{about}的消息别发了',
    '撤掉{group}等着发的那条',
    '取消被拦下的那条消息',
    '{robot}等着发的那条取消掉',
    '不要再发{group}那条消息了',
  ],
  propose: async (scope, said) => {
    const command = await resolveCommand(scope, said, ['waiting', 'held']);
    return {
      title: '取消发送',
      summary: `取消${commandLabel(command)}，不再发出。`,
      changes: [
        {
          entity: 'robot_command',
          record_id: command.id,
          record_label: command.conversation_name ?? command.account_name,
          field: '状态',
          before: STATUS_WORDS[command.status],
          after: STATUS_WORDS.cancelled,
        },
      ],
      fields: [],
      refs: [],
      snapshot: {},
      settled: { group: null, robot: null, about: command.id },
      plan: { id: command.id } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const command = await decideCommand(scope, { id: plan.id, decision: 'cancel' });
    return answer({
      text: `已取消：${commandLabel(command)}。`,
      parts: [],
      suggestions: ['发送队列里还有什么没发出去'],
    });
  },
});
