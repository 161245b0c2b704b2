import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { queueUpkeep } from './send-content.ts';

/** Changes the remark the account keeps of the contact. */
export async function changeRemark(
  scope: SopScope,
  carried: Carried,
  seq: number,
  { remark }: Extract<SopEffect, { kind: 'remark' }>,
): Promise<Done> {
  return await queueUpkeep(scope, carried, seq, { kind: 'remark', remark });
}
