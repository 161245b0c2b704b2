import { z } from 'zod';
import { decideCommand } from '../domain/messaging/commands/decide-command.ts';
import { STATUS_WORDS } from '../domain/messaging/words.ts';
import { maybeAbout, maybeGroupName, maybeRobot } from './arguments.ts';
import { answer } from './present/answer.ts';
import { commandLabel, resolveCommand } from './resolve/command.ts';
import { sendTool } from './tool.ts';

interface Plan {
  readonly id: string;
}

export const retryCommand = sendTool({
  name: 'retry_command',
  title: '重新发送',
  description: '把发送队列里一条发送失败的消息重新发一次。按群、机器人、内容里的字找到这条。',
  permission: 'messaging.send',
  input: z.strictObject({ group: maybeGroupName, robot: maybeRobot, about: maybeAbout }),
  phrases: [
    '{group}那条失败的消息重新发一次',
    '重发{group}没发成功的消息',
    '把{robot}没发成功的消息重发',
    '发送失败的那条再发一次',
    '{group}里关于{about}的消息重发',
    '把{group}发失败的消息重试一下',
    '失败的消息重新发送',
    '{robot}发失败的再试一次',
    '重试发送到{group}的消息',
    '再发一遍{group}那条没发出去的',
  ],
  propose: async (scope, said) => {
    const command = await resolveCommand(scope, said, ['failed']);
    const why = command.reason_words ? `（${command.reason_words}）` : '';
    return {
      title: '重新发送',
      summary: `重新发送${commandLabel(command)}，由${command.account_name}发。`,
      changes: [
        {
          entity: 'robot_command',
          record_id: command.id,
          record_label: command.conversation_name ?? command.account_name,
          field: '状态',
          before: `${STATUS_WORDS[command.status]}${why}`,
          after: STATUS_WORDS.waiting,
        },
      ],
      outgoingText: command.text,
      recipients: 1,
      fields: [],
      refs: [],
      snapshot: {},
      settled: { group: null, robot: null, about: command.id },
      plan: { id: command.id } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const command = await decideCommand(scope, { id: plan.id, decision: 'retry' });
    return answer({
      text: `已重新排队：${commandLabel(command)}。`,
      parts: [],
      suggestions: ['发送队列里还有什么没发出去'],
    });
  },
});
