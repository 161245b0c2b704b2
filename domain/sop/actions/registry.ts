import type { SopActionType } from '../../../kernel/contracts/sop.ts';
import type { SopActionShape } from './action.ts';
import { addTag } from './add-tag.action.ts';
import { conditionCheck } from './condition-check.action.ts';
import { createTask } from './create-task.action.ts';
import { delay } from './delay.action.ts';
import { end } from './end.action.ts';
import { notifyManual } from './notify-manual.action.ts';
import { postMoments } from './post-moments.action.ts';
import { removeTag } from './remove-tag.action.ts';
import { sendFile } from './send-file.action.ts';
import { sendImage } from './send-image.action.ts';
import { sendMessage } from './send-message.action.ts';
import { split } from './split.action.ts';
import { startSop } from './start-sop.action.ts';
import { updateField } from './update-field.action.ts';
import { updateRemark } from './update-remark.action.ts';
import { waitReply } from './wait-reply.action.ts';

/** All actions, the spec's ten first. */
export const SOP_ACTIONS: readonly SopActionShape[] = [
  sendMessage,
  sendImage,
  sendFile,
  postMoments,
  addTag,
  removeTag,
  updateRemark,
  notifyManual,
  waitReply,
  conditionCheck,
  delay,
  split,
  updateField,
  createTask,
  startSop,
  end,
];

/** The action of a type; there is one for each, which a test proves. */
export function sopActionOf(type: SopActionType): SopActionShape {
  return SOP_ACTIONS.find((action) => action.type === type)!;
}
