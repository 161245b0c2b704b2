import { asyncResultCheck } from './async-result-check.node.ts';
import { alertJudgeNode } from './alert-judge.node.ts';
import { delayControlNode } from './delay-control.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';
import { robotCommandSend } from './robot-command-send.node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [alertJudgeNode, delayControlNode, robotCommandSend, asyncResultCheck];

/** The node type of a name, if it is there. */
export function nodeTypeOf(name: NodeTypeName): NodeType | undefined {
  return NODES.find((node) => node.type === name);
}
