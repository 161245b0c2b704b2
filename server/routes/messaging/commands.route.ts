import { listCommands, readCommand } from '../../../domain/messaging/commands/command-view.ts';
import { checkDue } from '../../../domain/messaging/commands/check-due.ts';
import { decideCommand, type Decision } from '../../../domain/messaging/commands/decide-command.ts';
import { CommandDetail, CommandList, CommandView } from '../../../kernel/contracts/messaging.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { forkEm } from '../../../db/orm.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, IdParams, MESSAGING_TAG } from './params.ts';

const url = `${base}/commands`;

const DECISIONS: ReadonlyArray<readonly [path: string, decision: Decision, summary: string]> = [
  ['cancel', 'cancel', '取消发送'],
  ['release', 'release', '看过并放行'],
  ['retry', 'retry', '重新发送'],
  ['mark-sent', 'sent', '标为已发送'],
  ['mark-not-sent', 'not_sent', '标为没有发出'],
];

/** The command queue: what waits, why, what became of it, and what a person decides (spec 002, task 7). */
export function commandRoutes(parts: Pick<ServiceParts, 'channels' | 'orm'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'GET',
      url,
      access: 'messaging.read',
      summary: '发送队列',
      tag: MESSAGING_TAG,
      query: CommandList,
      response: pageOf(CommandView),
      handle: async ({ scope }, { query }) => await listCommands(scope, query),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      access: 'messaging.read',
      summary: '发送任务和它的经过',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: CommandDetail,
      handle: async ({ scope }, { params }) => await readCommand(scope, params.id),
    }),
    defineRoute({
      method: 'POST',
      url: `${url}/:id/check`,
      access: 'messaging.send',
      summary: '现在查询结果',
      tag: MESSAGING_TAG,
      params: IdParams,
      response: CommandDetail,
      handle: async ({ scope }, { params }) => {
        await readCommand(scope, params.id);
        const fresh = () => ({ ...scope, em: forkEm(parts.orm), channels: parts.channels });
        await checkDue({ scope: fresh, signal: AbortSignal.timeout(30_000) }, params.id);
        return await readCommand({ ...scope, em: forkEm(parts.orm) }, params.id);
      },
    }),
    ...DECISIONS.map(([path, decision, summary]) =>
      defineRoute({
        method: 'POST',
        url: `${url}/:id/${path}`,
        access: decision === 'release' ? 'send.approve' : 'messaging.send',
        summary,
        tag: MESSAGING_TAG,
        params: IdParams,
        response: CommandDetail,
        handle: async ({ scope }, { params }) => await decideCommand(scope, { id: params.id, decision }),
      }),
    ),
  ];
}
