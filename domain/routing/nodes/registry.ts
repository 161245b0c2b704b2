import { analysisTrigger } from './analysis-trigger.node.ts';
import { conditionBranch } from './condition-branch.node.ts';
import { contextUpdate } from './context-update.node.ts';
import { messageReceive } from './message-receive.node.ts';
import { alertJudgeNode } from './alert-judge.node.ts';
import { delayControlNode } from './delay-control.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';
import { senderIdentify } from './sender-identify.node.ts';
import { sessionUpdate } from './session-update.node.ts';
import { triggerWebhook } from './trigger-webhook.node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [alertJudgeNode, delayControlNode];
import { afterSalesLinkCheck } from './after-sales-link-check.node.ts';
import { operationTrack } from './operation-track.node.ts';
import { userResponseDetect } from './user-response-detect.node.ts';
import { noResponseNotify } from './no-response-notify.node.ts';
import { conflictDetect } from './conflict-detect.node.ts';
import { staffActivityRecord } from './staff-activity-record.node.ts';
import { staffInterventionDetect } from './staff-intervention-detect.node.ts';
import { interventionNotify } from './intervention-notify.node.ts';
import { afterSalesIdentify } from './after-sales-identify.node.ts';
import { afterSalesTaskCreate } from './after-sales-task-create.node.ts';
import { afterSalesResponseDetect } from './after-sales-response-detect.node.ts';
import { afterSalesNoResponseNotify } from './after-sales-no-response-notify.node.ts';
import { afterSalesTaskTrack } from './after-sales-task-track.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [
  afterSalesLinkCheck,
  operationTrack,
  userResponseDetect,
  noResponseNotify,
  conflictDetect,
  staffActivityRecord,
  staffInterventionDetect,
  interventionNotify,
  afterSalesIdentify,
  afterSalesTaskCreate,
  afterSalesResponseDetect,
  afterSalesNoResponseNotify,
  afterSalesTaskTrack,
export const NODES: readonly NodeType[] = [
  triggerWebhook,
  messageReceive,
  senderIdentify,
  conditionBranch,
  alertJudgeNode,
  delayControlNode,
  sessionUpdate,
  contextUpdate,
  analysisTrigger,
];

/** The node type of a name, if it is there. */
export function nodeTypeOf(name: NodeTypeName): NodeType | undefined {
  return NODES.find((node) => node.type === name);
}
