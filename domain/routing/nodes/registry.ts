import { alertJudgeNode } from './alert-judge.node.ts';
import { delayControlNode } from './delay-control.node.ts';
import type { NodeType, NodeTypeName } from './node.ts';

/** All node types, in the order of the spec. */
export const NODES: readonly NodeType[] = [alertJudgeNode, delayControlNode];

/** The node type of a name, if it is there. */
export function nodeTypeOf(name: NodeTypeName): NodeType | undefined {
  return NODES.find((node) => node.type === name);
}
