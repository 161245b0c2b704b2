import { z } from 'zod';
import { readPlayable } from '../../../domain/sop/simulate/read-playable.ts';
import { simulateSop } from '../../../domain/sop/simulate/simulate-sop.ts';
import { SimulateSop, SopSimulation } from '../../../kernel/contracts/sop-instances.ts';
import type { ServiceParts } from '../../parts.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';

/** How long a simulation may take: a judge may be asked many times. */
const LONGEST_MS = 60_000;

/** Plays a sequence through without sending or writing. */
export function sopSimulationRoutes({ sop }: Pick<ServiceParts, 'sop'>): RouteDefinition[] {
  return [
    defineRoute({
      method: 'POST',
      url: '/api/v1/sop/templates/:id/simulate',
      access: 'sop.read',
      summary: '试运行：给出联系人和回复，看流程会怎么走，不发送；content 是还没保存的内容',
      tag: 'SOP',
      params: z.object({ id: z.uuid() }),
      body: SimulateSop,
      response: SopSimulation,
      bodyLimit: 2_000_000,
      handle: async ({ scope }, { params, body: { content, ...body } }) =>
        await simulateSop(
          sop,
          { ...scope, channels: sop.scope().channels },
          {
            ...body,
            template_id: params.id,
            ...(content ? { content: await readPlayable(scope, content, params.id) } : {}),
          },
          AbortSignal.timeout(LONGEST_MS),
        ),
    }),
    defineRoute({
      method: 'POST',
      url: '/api/v1/sop/simulate',
      access: 'sop.read',
      summary: '试运行一份还没有模板的内容',
      tag: 'SOP',
      body: SimulateSop.required({ content: true }),
      response: SopSimulation,
      bodyLimit: 2_000_000,
      handle: async ({ scope }, { body: { content, ...body } }) =>
        await simulateSop(
          sop,
          { ...scope, channels: sop.scope().channels },
          { ...body, template_id: null, content: await readPlayable(scope, content, null) },
          AbortSignal.timeout(LONGEST_MS),
        ),
    }),
  ];
}
