import { aiReplyDecision } from './ai-reply-decision.node.ts';
import { aiReplyGenerate } from './ai-reply-generate.node.ts';
import { alertJudgeNode } from './alert-judge.node.ts';
import { delayControlNode } from './delay-control.node.ts';
import { intentRecognize } from './intent-recognize.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';
import { replyQualityCheck } from './reply-quality-check.node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [
  intentRecognize,
  alertJudgeNode,
  aiReplyDecision,
  aiReplyGenerate,
  replyQualityCheck,
  delayControlNode,
];

/** The node type of a name, if it is there. */
export function nodeTypeOf(name: NodeTypeName): NodeType | undefined {
  return NODES.find((node) => node.type === name);
}
