import {
  ERROR_WAY,
  type FlowContent,
  type FlowEdge,
  type FlowNode,
  type FlowProblem,
} from '../../../kernel/contracts/routing.ts';
import { routingError } from '../errors.ts';
import type { NodeType } from '../nodes/node.ts';
import { findCycle, reachableFrom } from './walk-graph.ts';

/**
 * What is wrong with a flow, every fault with its place, in Chinese and English. An empty list: it can run.
 * Edges are checked against the ways a node has with its own settings; `error` may be drawn from every node that goes on.
 */
export function checkDefinition(content: FlowContent, types: readonly NodeType[]): FlowProblem[] {
  const problems = [...checkNodes(content, types), ...checkEdges(content, types)];
  const doubtful = problems.some(({ code }) => code === 'duplicate_id' || code === 'empty');
  return doubtful ? problems : [...problems, ...checkCourse(content)];
}

/**
 * @throws AppError `routing.flow_invalid`, naming every fault
 */
export function requireValid(content: FlowContent, types: readonly NodeType[]): void {
  const problems = checkDefinition(content, types);
  if (problems.length === 0) return;
  throw routingError('routing.flow_invalid', {
    details: {
      problems: problems.map(({ zh }) => zh).join('；'),
      problems_en: problems.map(({ en }) => en).join('; '),
      list: problems,
    },
  });
}

function checkNodes(content: FlowContent, types: readonly NodeType[]): FlowProblem[] {
  if (content.nodes.length === 0)
    return [{ code: 'empty', node: null, edge: null, zh: '流程里没有节点', en: 'the flow has no node' }];
  const found: FlowProblem[] = [];
  const seen = new Set<string>();
  for (const node of content.nodes) {
    if (seen.has(node.id))
      found.push(at(node, 'duplicate_id', `编号“${node.id}”用了两次`, `the id ${node.id} stands twice`));
    seen.add(node.id);
    const type = types.find((one) => one.type === node.type);
    if (!type)
      found.push(
        at(node, 'unknown_type', `${place(node)}的类型“${node.type}”不存在`, `node ${node.id}: no type ${node.type}`),
      );
    else found.push(...checkConfig(node, type));
  }
  const triggers = content.nodes.filter((node) => node.type === 'TRIGGER_WEBHOOK');
  if (triggers.length === 0)
    found.push({ code: 'no_trigger', node: null, edge: null, zh: '流程没有触发器', en: 'the flow has no trigger' });
  for (const extra of triggers.slice(1))
    found.push(at(extra, 'two_triggers', `${place(extra)}是第二个触发器`, `node ${extra.id} is a second trigger`));
  return found;
}

function checkConfig(node: FlowNode, type: NodeType): FlowProblem[] {
  const parsed = type.config.safeParse(node.config);
  if (parsed.success) return [];
  return parsed.error.issues.map(({ path, message }) => {
    const field = path.join('.') || '配置';
    return at(
      node,
      'bad_config',
      `${place(node)}的配置“${field}”有误：${message}`,
      `node ${node.id}: ${path.join('.') || 'config'}: ${message}`,
    );
  });
}

function checkEdges(content: FlowContent, types: readonly NodeType[]): FlowProblem[] {
  const found: FlowProblem[] = [];
  const byId = new Map(content.nodes.map((node) => [node.id, node]));
  const drawn = new Set<string>();
  for (const edge of content.edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    const words = `连线 ${edge.from} –${edge.way}→ ${edge.to}`;
    const name = `edge ${edge.from} -${edge.way}-> ${edge.to}`;
    const wrong = (code: FlowProblem['code'], zh: string, en: string): void => {
      found.push({ code, node: null, edge, zh: `${words}：${zh}`, en: `${name}: ${en}` });
    };
    if (!from) wrong('edge_from_nowhere', `没有节点“${edge.from}”`, `no node ${edge.from}`);
    if (!to) wrong('edge_to_nowhere', `没有节点“${edge.to}”`, `no node ${edge.to}`);
    if (to?.type === 'TRIGGER_WEBHOOK') wrong('edge_into_trigger', '不能连到触发器', 'leads into the trigger');
    const key = `${edge.from} ${edge.way}`;
    if (drawn.has(key)) wrong('way_twice', `出口“${edge.way}”已经连到别处`, `the way ${edge.way} is drawn twice`);
    drawn.add(key);
    const ways = from && waysOf(from, types);
    if (ways && !mayLeave(ways, edge)) wrong('unknown_way', `节点没有出口“${edge.way}”`, `no way ${edge.way}`);
  }
  for (const node of content.nodes) {
    for (const [way, meaning] of Object.entries(waysOf(node, types) ?? {}))
      if (!drawn.has(`${node.id} ${way}`))
        found.push(
          at(
            node,
            'way_without_edge',
            `${place(node)}的出口“${way}”（${meaning}）没有连线`,
            `node ${node.id}: the way ${way} leads nowhere`,
          ),
        );
  }
  return found;
}

function mayLeave(ways: Readonly<Record<string, string>>, edge: FlowEdge): boolean {
  return Object.hasOwn(ways, edge.way) || (edge.way === ERROR_WAY && Object.keys(ways).length > 0);
}

/** Undefined where the ways cannot be told: an unknown type, settings that do not fit. */
function waysOf(node: FlowNode, types: readonly NodeType[]): Readonly<Record<string, string>> | undefined {
  const type = types.find((one) => one.type === node.type);
  const config = type?.config.safeParse(node.config);
  return type && config?.success ? type.ways(config.data) : undefined;
}

function checkCourse(content: FlowContent): FlowProblem[] {
  const found: FlowProblem[] = [];
  const trigger = content.nodes.find((node) => node.type === 'TRIGGER_WEBHOOK');
  const reached = trigger ? reachableFrom(content, trigger.id) : null;
  for (const node of reached ? content.nodes.filter(({ id }) => !reached.has(id)) : [])
    if (node.type !== 'TRIGGER_WEBHOOK')
      found.push(at(node, 'unreachable', `${place(node)}从触发器走不到`, `node ${node.id} is reached from nowhere`));
  const cycle = findCycle(content);
  if (cycle) {
    const [first] = cycle;
    const round = [...cycle, first];
    const node = content.nodes.find(({ id }) => id === first)!;
    found.push(
      at(node, 'cycle', `流程绕成了圈：${round.join(' → ')}`, `the flow runs in a circle: ${round.join(' -> ')}`),
    );
  }
  return found;
}

function at(node: FlowNode, code: FlowProblem['code'], zh: string, en: string): FlowProblem {
  return { code, node: node.id, edge: null, zh, en };
}

function place(node: FlowNode): string {
  return `节点“${node.title}”（${node.id}）`;
}
