import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GraphNode } from '../../../../kernel/contracts/relations.ts';
import { layOutGraph } from './lay-out-graph.ts';

const BOX_HEIGHT = 28;
const node = (id: string, entity: 'customer' | 'contact', depth: number): GraphNode => ({
  id,
  entity,
  name: id,
  hidden: false,
  depth,
  tier: null,
  health_level: null,
  title: null,
});

it('lets no two boxes meet and keeps all within the picture, whatever is drawn', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('customer' as const, 'contact' as const), fc.integer({ min: 1, max: 3 })), {
        maxLength: 60,
      }),
      (others) => {
        const nodes = [node('self', 'customer', 0), ...others.map(([what, depth], at) => node(`n${at}`, what, depth))];
        const layout = layOutGraph({ nodes, edges: [], truncated: false }, 100, 40);
        expect(layout.nodes).toHaveLength(nodes.length);
        for (const one of layout.nodes) {
          expect(one.x - 50).toBeGreaterThanOrEqual(0);
          expect(one.x + 50).toBeLessThanOrEqual(layout.width);
          expect(one.y - BOX_HEIGHT / 2).toBeGreaterThanOrEqual(0);
          expect(one.y + BOX_HEIGHT / 2).toBeLessThanOrEqual(layout.height);
          for (const other of layout.nodes)
            if (other !== one)
              expect(Math.abs(one.x - other.x) >= 100 || Math.abs(one.y - other.y) >= BOX_HEIGHT).toBe(true);
        }
      },
    ),
  );
});

it('puts people to the right of the customer and others to the left, and leaves out lines to nowhere', () => {
  const edge = { from: 'parent', to: 'self', kind: 'parent', label: '下属', attitude: null } as const;
  const { nodes, edges } = layOutGraph(
    {
      nodes: [node('self', 'customer', 0), node('parent', 'customer', 1), node('boss', 'contact', 0)],
      edges: [edge, { ...edge, from: 'gone' }],
      truncated: false,
    },
    100,
  );
  const x = (id: string) => nodes.find((one) => one.node.id === id)!.x;
  expect(x('parent')).toBeLessThan(x('self'));
  expect(x('self')).toBeLessThan(x('boss'));
  expect(edges.map(({ from, to }) => [from.node.id, to.node.id])).toEqual([['parent', 'self']]);
});
