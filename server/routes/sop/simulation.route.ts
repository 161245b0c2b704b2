import { z } from 'zod';
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
      summary: '试运行：给出联系人和回复，看流程会怎么走，不发送',
      tag: 'SOP',
      params: z.object({ id: z.uuid() }),
      body: SimulateSop.omit({ content: true }),
      response: SopSimulation,
      handle: async ({ scope }, { params, body }) =>
        await simulateSop(
          sop,
          { ...scope, channels: sop.scope().channels },
          { ...body, template_id: params.id },
          AbortSignal.timeout(LONGEST_MS),
        ),
    }),
  ];
}
