import { z } from 'zod';
import type { Effect } from '../../domain/routing/effects/effect.ts';
import type { Decision, NodeMoment, NodeType, NodeTypeName } from '../../domain/routing/nodes/node.ts';
import type { FlowState } from '../../domain/routing/flow-state.ts';
import type { FlowContent } from '../../kernel/contracts/routing.ts';

type Read = (state: FlowState, moment: NodeMoment, signal: AbortSignal) => unknown;
type Decide = (state: FlowState, facts: unknown, moment: NodeMoment) => Decision;

export interface ScriptedNode {
  readonly node: NodeType;
  /** What the node does from now on. */
  script(told: { read?: Read; decide?: Decide }): void;
  /** Moments at which it decided. */
  readonly decided: NodeMoment[];
}

/** A node type that does what a test says, in the place of one of the spec's. It goes on by `next` until told otherwise. */
export function scriptedNode(type: NodeTypeName, ways: readonly string[] = ['next']): ScriptedNode {
  const decided: NodeMoment[] = [];
  const goOn: Decide = () => (ways[0] ? { way: ways[0], reason: '照常' } : { reason: '到头了' });
  let read: Read = () => ({});
  let decide: Decide = goOn;
  return {
    decided,
    script: (told) => {
      read = told.read ?? (() => ({}));
      decide = told.decide ?? goOn;
    },
    node: {
      type,
      title: type,
      description: '测试用',
      config: z.strictObject({ note: z.string().default('') }),
      ways: () => Object.fromEntries(ways.map((way) => [way, way])),
      waits: true,
      read: async (scope, state, _config, moment) => await read(state, moment, scope.signal),
      decide: (state, facts, _config, moment) => {
        decided.push(moment);
        return decide(state, facts, moment);
      },
    },
  };
}

/** A flow of nodes one after the other, each left by its first way. */
export function straightFlow(types: readonly NodeTypeName[], more: FlowContent['edges'] = []): FlowContent {
  const id = (at: number): string => `n${at}`;
  return {
    nodes: types.map((type, at) => ({ id: id(at), type, title: type, config: {}, position: { x: 0, y: at } })),
    edges: [...types.slice(1).map((_type, at) => ({ from: id(at), way: 'next', to: id(at + 1) })), ...more],
  };
}

export const effect = (kind: string, payload: Record<string, unknown>): Effect => ({ kind, payload });
