import type { GraphEdge, GraphNode, GraphView } from '../../../../kernel/contracts/relations.ts';

export interface PlacedNode {
  readonly node: GraphNode;
  /** The middle of its box. */
  readonly x: number;
  readonly y: number;
}
export interface PlacedEdge {
  readonly edge: GraphEdge;
  readonly from: PlacedNode;
  readonly to: PlacedNode;
}
export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
  /** Width of a box. */
  readonly box: number;
}

const ROW = 44;
const GAP = 72;

/**
 * Puts the customer asked about in the middle, other customers column by column to the left, the further the more steps
 * away they are, and people to the right. No two boxes meet, however many there are.
 *
 * @param box width of a box; the gap between columns goes with it on a phone
 */
export function layOutGraph(graph: GraphView, box: number, gap = GAP): GraphLayout {
  const deepest = Math.max(0, ...graph.nodes.filter(isCustomer).map(({ depth }) => depth));
  const columns = Array.from({ length: deepest + 1 }, (_, at) =>
    graph.nodes.filter((node) => isCustomer(node) && node.depth === deepest - at),
  );
  const people = graph.nodes.filter((node) => !isCustomer(node));
  if (people.length > 0) columns.push(people);
  const height = Math.max(...columns.map((column) => column.length), 1) * ROW;
  const nodes = columns.flatMap((column, at) =>
    column.map((node, row) => ({
      node,
      x: box / 2 + at * (box + gap),
      y: height / 2 + (row - (column.length - 1) / 2) * ROW,
    })),
  );
  const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const edges = graph.edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
  return { nodes, edges, width: columns.length * (box + gap) - gap, height, box };
}

function isCustomer({ entity }: GraphNode): boolean {
  return entity === 'customer';
}

/** The path of a line: from side to side between columns, in a bow at the right within one. */
export function edgePath({ from, to }: PlacedEdge, box: number): string {
  if (from.x === to.x) {
    const x = from.x + box / 2;
    return `M ${x} ${from.y} C ${x + 28} ${from.y}, ${x + 28} ${to.y}, ${x} ${to.y}`;
  }
  const side = from.x < to.x ? 1 : -1;
  const [start, end] = [from.x + (side * box) / 2, to.x - (side * box) / 2];
  const middle = (start + end) / 2;
  return `M ${start} ${from.y} C ${middle} ${from.y}, ${middle} ${to.y}, ${end} ${to.y}`;
}
