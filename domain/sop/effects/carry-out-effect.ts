import type { SopEffect } from '../actions/step.ts';
import type { Carried } from '../running/carried.ts';
import type { Done } from '../running/hands.ts';
import type { SopScope } from '../running/sop-engine.ts';
import { changeContactTags } from './change-contact-tags.ts';
import { changeRemark } from './change-remark.ts';
import { notifyColleague } from './notify-colleague.ts';
import { planFollowUp } from './plan-follow-up.ts';
import { sendContent } from './send-content.ts';
import { startOther } from './start-other.ts';
import { updateContactField } from './update-contact-field.ts';

export type CarryOut<K extends SopEffect['kind']> = (
  scope: SopScope,
  carried: Carried,
  seq: number,
  effect: Extract<SopEffect, { kind: K }>,
) => Promise<Done>;

/** Who does which kind. */
const CARRIERS: { readonly [K in SopEffect['kind']]: CarryOut<K> } = {
  send: sendContent,
  tags: changeContactTags,
  remark: changeRemark,
  field: updateContactField,
  notify: notifyColleague,
  task: planFollowUp,
  start: startOther,
};

/** Does what a step wants done, in the caller's transaction. */
export async function carryOutEffect(scope: SopScope, carried: Carried, seq: number, effect: SopEffect): Promise<Done> {
  const carry = CARRIERS[effect.kind] as CarryOut<SopEffect['kind']>;
  return await carry(scope, carried, seq, effect);
}
