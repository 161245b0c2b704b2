import { startInstances } from '../instances/start-instances.ts';
import { readActiveTemplate } from '../instances/read-active-template.ts';
import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';

/** Starts another sequence for the same contact, where it may start; why it did not stands in the task. */
export async function startOther(
  scope: SopScope,
  { row }: Carried,
  seq: number,
  { template_id }: Extract<SopEffect, { kind: 'start' }>,
): Promise<Done> {
  const template = await readActiveTemplate(scope, template_id);
  if (!template) return { command_id: null, refused: null, output: { started: '要开始的流程没有启用' } };
  const [started] = await startInstances(scope, {
    template,
    targets: [
      {
        account_id: row.account_id,
        person_id: row.person_id,
        conversation_id: row.conversation_id,
        contact_id: row.contact_id,
        name: '',
      },
    ],
    trigger_type: 'manual',
    trigger_key: () => `sop:${row.id}:${seq}`,
    created_by: row.created_by_id,
  });
  return {
    command_id: null,
    refused: null,
    output: started!.id === null ? { started: started!.reason } : { instance_id: started!.id },
  };
}
