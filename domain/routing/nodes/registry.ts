import { afterSalesIdentify } from './after-sales-identify.node.ts';
import { afterSalesLinkCheck } from './after-sales-link-check.node.ts';
import { afterSalesNoResponseNotify } from './after-sales-no-response-notify.node.ts';
import { afterSalesResponseDetect } from './after-sales-response-detect.node.ts';
import { afterSalesTaskCreate } from './after-sales-task-create.node.ts';
import { afterSalesTaskTrack } from './after-sales-task-track.node.ts';
import { aiReplyDecision } from './ai-reply-decision.node.ts';
import { aiReplyGenerate } from './ai-reply-generate.node.ts';
import { alertJudgeNode } from './alert-judge.node.ts';
import { analysisTrigger } from './analysis-trigger.node.ts';
import { asyncResultCheck } from './async-result-check.node.ts';
import { conditionBranch } from './condition-branch.node.ts';
import { conflictDetect } from './conflict-detect.node.ts';
import { contextUpdate } from './context-update.node.ts';
import { delayControlNode } from './delay-control.node.ts';
import { intentRecognize } from './intent-recognize.node.ts';
import { interventionNotify } from './intervention-notify.node.ts';
import { messageReceive } from './message-receive.node.ts';
import { noResponseNotify } from './no-response-notify.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';
import { operationTrack } from './operation-track.node.ts';
import { replyQualityCheck } from './reply-quality-check.node.ts';
import { robotCommandSend } from './robot-command-send.node.ts';
import { senderIdentify } from './sender-identify.node.ts';
import { sessionUpdate } from './session-update.node.ts';
import { staffActivityRecord } from './staff-activity-record.node.ts';
import { staffInterventionDetect } from './staff-intervention-detect.node.ts';
import { triggerWebhook } from './trigger-webhook.node.ts';
import { userResponseDetect } from './user-response-detect.node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [
  triggerWebhook,
  messageReceive,
  senderIdentify,
  afterSalesLinkCheck,
  conditionBranch,
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
  intentRecognize,
  alertJudgeNode,
  aiReplyDecision,
  aiReplyGenerate,
  replyQualityCheck,
  delayControlNode,
  robotCommandSend,
  asyncResultCheck,
  sessionUpdate,
  contextUpdate,
  analysisTrigger,
];

/** The node type of a name, if it is there. */
export function nodeTypeOf(name: NodeTypeName): NodeType | undefined {
  return NODES.find((node) => node.type === name);
}
