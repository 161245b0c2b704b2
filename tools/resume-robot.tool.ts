import { z } from 'zod';
import { pauseAccount } from '../domain/messaging/accounts/save-account.ts';
import { robot } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { resolveRobot } from './resolve/robot.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
}

export const resumeRobot = writeTool({
  name: 'resume_robot',
  title: '恢复机器人',
  description: '让暂停的机器人恢复发送，排队的消息接着发。robot 写名字或几号。',
  permission: 'messaging.send',
  input: z.strictObject({ robot }),
  phrases: [
    '恢复{robot}',
    '{robot}恢复吧',
    '让{robot}继续发消息',
    '{robot}可以继续发了',
    '重新启用{robot}',
    '把{robot}打开',
    '{robot}别停了，接着发',
    '取消{robot}的暂停',
    '让{robot}恢复工作',
    '启用{robot}',
  ],
  propose: async (scope, said) => {
    const found = await resolveRobot(scope, said.robot);
    if (!found.paused_at)
      throw toolError('tools.nothing_to_change', { details: { reason: `“${found.name}”没有暂停` } });
    return {
      title: '恢复机器人',
      summary: `恢复“${found.name}”的发送，排队的 ${found.waiting} 条、因暂停拦下的消息接着发。`,
      changes: [
        {
          entity: 'channel_account',
          record_id: found.id,
          record_label: found.name,
          field: '发送',
          before: found.pause_reason ? `已暂停（${found.pause_reason}）` : '已暂停',
          after: '正常',
        },
      ],
      fields: [],
      refs: [],
      snapshot: versionOf('channel_account', found),
      settled: { robot: found.id },
      plan: { id: found.id } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const account = await pauseAccount(scope, { id: plan.id, reason: null });
    return answer({ text: `已恢复“${account.name}”的发送。`, parts: [], suggestions: ['机器人现在什么状态'] });
  },
});
