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
