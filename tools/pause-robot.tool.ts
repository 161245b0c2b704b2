import { z } from 'zod';
import { pauseAccount } from '../domain/messaging/accounts/save-account.ts';
import { given, maybeWords, robot } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { resolveRobot } from './resolve/robot.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly reason: string;
}

export const pauseRobot = writeTool({
  name: 'pause_robot',
  title: '暂停机器人',
  description: '让一个机器人暂停发送：排队的消息先留着，恢复后再发。robot 写名字或几号，reason 写原因。',
  permission: 'messaging.send',
  input: z.strictObject({
    robot,
    reason: maybeWords('free_text', '原因', 280, ['原因是', '原因', '因为']),
  }),
  phrases: [
    '把{robot}停一下',
    '暂停{robot}',
    '{robot}先停了',
    '让{robot}别发了',
    '停掉{robot}',
    '先别让{robot}说话',
    '{robot}暂停发送，原因是{reason}',
    '把{robot}停用',
    '关停{robot}',
    '{robot}停一停，{reason}',
  ],
  propose: async (scope, said) => {
    const found = await resolveRobot(scope, said.robot);
    if (found.paused_at) throw toolError('tools.nothing_to_change', { details: { reason: `“${found.name}”已经暂停` } });
    const reason = given(said.reason) ?? '同事暂停';
    return {
      title: '暂停机器人',
      summary: `暂停“${found.name}”：不再发送，排队的 ${found.waiting} 条消息留到恢复后再发。`,
      changes: [
        {
          entity: 'channel_account',
          record_id: found.id,
          record_label: found.name,
          field: '发送',
          before: '正常',
          after: '已暂停',
        },
      ],
      fields: [{ name: 'reason', label: '原因', kind: 'text', value: reason }],
      refs: [],
      snapshot: versionOf('channel_account', found),
      settled: { robot: found.id },
      plan: { id: found.id, reason } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const account = await pauseAccount(scope, plan);
    return answer({
      text: `已暂停“${account.name}”：${plan.reason}。`,
      parts: [],
      suggestions: [`恢复${account.name}`, '机器人现在什么状态'],
    });
  },
});
