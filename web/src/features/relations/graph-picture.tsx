import { useTranslation } from 'react-i18next';
import type { GraphEdge, GraphNode, GraphView } from '../../../../kernel/contracts/relations.ts';
import { cn } from '../../ui/cn.ts';
import { edgePath, layOutGraph, type PlacedEdge, type PlacedNode } from './lay-out-graph.ts';

const BOX_HEIGHT = 28;
/** Boxes of a wide window and of a phone, with what a letter takes. */
const WIDE = { box: 176, gap: 112, letter: 13 } as const;
const PHONE = { box: 108, gap: 40, letter: 12 } as const;

/** The picture of relations: boxes and lines, in the colours of the page. */
export function GraphPicture({ graph, name, narrow }: { graph: GraphView; name: string; narrow: boolean }) {
  const { t } = useTranslation();
  const size = narrow ? PHONE : WIDE;
  const { nodes, edges, width, height, box } = layOutGraph(graph, size.box, size.gap);
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const lines = graph.edges.map((edge) => `${names.get(edge.from) ?? ''} ${edge.label} ${names.get(edge.to) ?? ''}`);
  return (
    <figure className="rounded-md border border-line bg-surface p-3">
      <svg
        aria-hidden
        viewBox={`-2 -2 ${width + 34} ${height + 4}`}
        width={width + 34}
        height={height + 4}
        className="mx-auto block h-auto max-w-full"
      >
        {edges.map((one) => (
          <path
            key={keyOf(one.edge)}
            d={edgePath(one, box)}
            className={cn('fill-none', lineTone(one.edge))}
            strokeWidth={1.5}
            strokeDasharray={one.edge.kind === 'competitor' ? '4 3' : undefined}
          />
        ))}
        {nodes.map((placed) => (
          <Box key={placed.node.id} placed={placed} box={box} letter={size.letter} />
        ))}
        {!narrow && edges.map((one) => <EdgeWords key={keyOf(one.edge)} placed={one} />)}
      </svg>
      <figcaption className="sr-only">{t('relation.graphLabel', { name, lines: lines.join('；') })}</figcaption>
    </figure>
  );
}

function Box({ placed: { node, x, y }, box, letter }: { placed: PlacedNode; box: number; letter: number }) {
  return (
    <g>
      <title>{[node.name, node.title].filter(Boolean).join(' · ')}</title>
      <rect
        x={x - box / 2}
        y={y - BOX_HEIGHT / 2}
        width={box}
        height={BOX_HEIGHT}
        rx={node.entity === 'contact' ? BOX_HEIGHT / 2 : 6}
        className={boxTone(node)}
        strokeWidth={1.5}
      />
      <text
        x={x}
        y={y}
        textAnchor="middle"
        dominantBaseline="central"
        fontSize={letter}
        className={node.hidden ? 'fill-faint' : 'fill-ink'}
      >
        {shortened(node.name, Math.floor((box - 16) / letter))}
      </text>
    </g>
  );
}

/** The words on a line, on ground of their own so that the line does not strike them through. */
function EdgeWords({ placed: { edge, from, to } }: { placed: PlacedEdge }) {
  if (from.x === to.x) return null;
  const words = shortened(edge.label, 9);
  const width = words.length * 12 + 8;
  const [x, y] = [(from.x + to.x) / 2, (from.y + to.y) / 2];
  return (
    <g>
      <rect x={x - width / 2} y={y - 9} width={width} height={18} rx={4} className="fill-surface" />
      <text x={x} y={y} textAnchor="middle" dominantBaseline="central" fontSize={12} className="fill-muted">
        {words}
      </text>
    </g>
  );
}

function keyOf({ from, to, kind }: GraphEdge): string {
  return `${from} ${kind} ${to}`;
}

function shortened(words: string, most: number): string {
  return words.length <= most ? words : `${words.slice(0, most - 1)}…`;
}

function boxTone(node: GraphNode): string {
  if (node.entity === 'customer' && node.depth === 0) return 'fill-accent-soft stroke-accent';
  if (node.health_level === 'at_risk') return 'fill-danger-soft stroke-danger';
  return node.entity === 'contact' ? 'fill-sunken stroke-line' : 'fill-surface stroke-line-strong';
}

function lineTone({ attitude }: GraphEdge): string {
  if (attitude === 'supportive') return 'stroke-success';
  return attitude === 'opposed' ? 'stroke-danger' : 'stroke-line-strong';
}
