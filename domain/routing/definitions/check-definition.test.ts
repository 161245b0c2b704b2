import { describe, expect, it } from 'vitest';
import type { FlowContent, FlowProblem } from '../../../kernel/contracts/routing.ts';
import { scriptedNode, straightFlow } from '../../../tests/support/scripted-nodes.ts';
import { UNIFIED_ROUTING } from '../built-in/unified-routing.ts';
import { conditionBranch } from '../nodes/condition-branch.node.ts';
import { NODE_TYPES } from '../nodes/node.ts';
import { NODES } from '../nodes/registry.ts';
import { checkDefinition } from './check-definition.ts';
import { diffContents } from './diff-contents.ts';

const TYPES = [
  scriptedNode('TRIGGER_WEBHOOK').node,
  scriptedNode('INTENT_RECOGNIZE').node,
  scriptedNode('ALERT_JUDGE', ['next', 'other']).node,
  conditionBranch,
  scriptedNode('ANALYSIS_TRIGGER', []).node,
];
const GOOD = straightFlow(['TRIGGER_WEBHOOK', 'INTENT_RECOGNIZE', 'ANALYSIS_TRIGGER']);
const node = (id: string, type: string, config = {}): FlowContent['nodes'][number] => ({
  id,
  type,
  title: `标题${id}`,
  config,
  position: { x: 0, y: 0 },
});
const withNodes = (...nodes: FlowContent['nodes']): FlowContent => ({ ...GOOD, nodes: [...GOOD.nodes, ...nodes] });
const withEdges = (...edges: FlowContent['edges']): FlowContent => ({ ...GOOD, edges: [...GOOD.edges, ...edges] });

it('takes a flow that is drawn well, also with a way `error`', () => {
  expect(checkDefinition(GOOD, TYPES)).toEqual([]);
  expect(checkDefinition(withEdges({ from: 'n1', way: 'error', to: 'n2' }), TYPES)).toEqual([]);
});

it.each<[what: FlowProblem['code'], content: FlowContent, place: string]>([
  ['empty', { nodes: [], edges: [] }, '没有节点'],
  ['duplicate_id', withNodes(node('n1', 'INTENT_RECOGNIZE')), '“n1”用了两次'],
  ['unknown_type', withNodes(node('n9', 'TELEPORT')), '“标题n9”（n9）的类型“TELEPORT”'],
  ['bad_config', withNodes(node('n9', 'INTENT_RECOGNIZE', { note: 1 })), '“标题n9”（n9）的配置“note”'],
  ['no_trigger', straightFlow(['INTENT_RECOGNIZE', 'ANALYSIS_TRIGGER']), '没有触发器'],
  ['two_triggers', withNodes(node('n9', 'TRIGGER_WEBHOOK')), '（n9）是第二个触发器'],
  ['edge_from_nowhere', withEdges({ from: 'n8', way: 'next', to: 'n1' }), '连线 n8 –next→ n1：没有节点“n8”'],
  ['edge_to_nowhere', withEdges({ from: 'n1', way: 'error', to: 'n8' }), '没有节点“n8”'],
  ['edge_into_trigger', withEdges({ from: 'n1', way: 'error', to: 'n0' }), '不能连到触发器'],
  ['unknown_way', withEdges({ from: 'n1', way: 'up', to: 'n2' }), '没有出口“up”'],
  ['unknown_way', withEdges({ from: 'n2', way: 'error', to: 'n1' }), '没有出口“error”'],
  ['way_twice', withEdges({ from: 'n1', way: 'next', to: 'n2' }), '“next”已经连到别处'],
  ['way_without_edge', withNodes(node('n9', 'ALERT_JUDGE')), '（n9）的出口“other”（other）没有连线'],
  ['unreachable', withNodes(node('n9', 'ANALYSIS_TRIGGER')), '（n9）从触发器走不到'],
  ['cycle', withEdges({ from: 'n1', way: 'error', to: 'n1' }), 'n1 → n1'],
])('%s is found, and its place named in both languages', (what, content, place) => {
  const found = checkDefinition(content, TYPES).filter(({ code }) => code === what);
  expect(found.map(({ zh }) => zh).join()).toContain(place);
  for (const { en } of found) expect(en).toMatch(/^[\x20-\x7e]*$|“/);
});

it('walks a flow of many nodes without exhausting itself', () => {
  const long = straightFlow([
    'TRIGGER_WEBHOOK',
    ...Array.from({ length: 198 }, () => 'INTENT_RECOGNIZE' as const),
    'ANALYSIS_TRIGGER',
  ]);
  expect(checkDefinition(long, TYPES)).toEqual([]);
});

describe('a branch', () => {
  const branch = (cases: unknown): FlowContent => ({
    nodes: [node('t', 'TRIGGER_WEBHOOK'), node('b', 'CONDITION_BRANCH', { cases }), node('e', 'ANALYSIS_TRIGGER')],
    edges: [
      { from: 't', way: 'next', to: 'b' },
      { from: 'b', way: 'a', to: 'e' },
      { from: 'b', way: 'else', to: 'e' },
    ],
  });
  const when = { field: 'sender.role', op: 'eq', value: 'user' };

  it('has the ways its cases name', () => {
    expect(checkDefinition(branch([{ way: 'a', title: '甲', when }]), TYPES)).toEqual([]);
    const more = branch([
      { way: 'a', title: '甲', when },
      { way: 'b', title: '乙', when },
    ]);
    expect(checkDefinition(more, TYPES).map(({ code }) => code)).toEqual(['way_without_edge']);
  });

  it.each([
    [[{ way: 'else', title: '甲', when }]],
    [[{ way: 'error', title: '甲', when }]],
    [
      [
        { way: 'a', title: '甲', when },
        { way: 'a', title: '乙', when },
      ],
    ],
    [[{ way: 'a', title: '甲', when: { field: 'no.such', op: 'eq', value: 1 } }]],
    [[{ way: 'a', title: '甲', when: { field: 'sender.role', op: 'eq', value: 'king' } }]],
    [[{ way: 'a', title: '甲', when: { code: 'process.exit()' } }]],
  ])('is refused: %j', (cases) => {
    expect(checkDefinition(branch(cases), TYPES).map(({ code }) => code)).toContain('bad_config');
  });
});

it('compares two contents by nodes, fields and edges; positions do not count', () => {
  const after: FlowContent = {
    nodes: [
      { ...GOOD.nodes[0]!, position: { x: 5, y: 5 } },
      { ...GOOD.nodes[1]!, title: '新名', config: { note: '改' } },
      node('n9', 'ANALYSIS_TRIGGER'),
    ],
    edges: [GOOD.edges[0]!, { from: 'n1', way: 'next', to: 'n9' }],
  };
  expect(diffContents(GOOD, after)).toEqual({
    added: [after.nodes[2]],
    removed: [GOOD.nodes[2]],
    changed: [
      {
        id: 'n1',
        title: '新名',
        fields: [
          { field: 'title', before: 'INTENT_RECOGNIZE', after: '新名' },
          { field: 'config.note', before: null, after: '改' },
        ],
      },
    ],
    edges_added: [after.edges[1]],
    edges_removed: [GOOD.edges[1]],
  });
});

describe('the built-in flow', () => {
  it('has each of the 28 types', () => {
    const drawn = UNIFIED_ROUTING.content.nodes.map(({ type }) => type);
    expect(drawn.toSorted()).toEqual([...NODE_TYPES].toSorted());
  });

  it('is drawn without a fault, as far as its types are there', () => {
    const known = new Set<string>(NODES.map(({ type }) => type));
    const missing = new Set(UNIFIED_ROUTING.content.nodes.filter(({ type }) => !known.has(type)).map(({ id }) => id));
    const problems = checkDefinition(UNIFIED_ROUTING.content, NODES).filter(
      ({ code, node: place }) => !(code === 'unknown_type' && place !== null && missing.has(place)),
    );
    expect(problems).toEqual([]);
  });
});
