import { isDeepStrictEqual } from 'node:util';
import type { FlowContent, FlowDiff, FlowEdge, FlowNode } from '../../../kernel/contracts/routing.ts';

/** What one content changes against another, node by node and field by field. Positions do not count. */
export function diffContents(before: FlowContent, after: FlowContent): Omit<FlowDiff, 'from' | 'to'> {
  const [old, fresh] = [byId(before), byId(after)];
  const lines = new Set(before.edges.map(lineOf));
  const freshLines = new Set(after.edges.map(lineOf));
  return {
    added: after.nodes.filter(({ id }) => !old.has(id)),
    removed: before.nodes.filter(({ id }) => !fresh.has(id)),
    changed: after.nodes.flatMap((node) => {
      const fields = old.has(node.id) ? fieldChanges(old.get(node.id)!, node) : [];
      return fields.length > 0 ? [{ id: node.id, title: node.title, fields }] : [];
    }),
    edges_added: after.edges.filter((edge) => !lines.has(lineOf(edge))),
    edges_removed: before.edges.filter((edge) => !freshLines.has(lineOf(edge))),
  };
}

function byId(content: FlowContent): ReadonlyMap<string, FlowNode> {
  return new Map(content.nodes.map((node) => [node.id, node]));
}

function lineOf({ from, way, to }: FlowEdge): string {
  return JSON.stringify([from, way, to]);
}

type FieldChange = FlowDiff['changed'][number]['fields'][number];

function fieldChanges(before: FlowNode, after: FlowNode): FieldChange[] {
  const found: FieldChange[] = [];
  const note = (field: string, old: unknown, fresh: unknown): void => {
    if (!isDeepStrictEqual(old, fresh)) found.push({ field, before: old ?? null, after: fresh ?? null });
  };
  note('type', before.type, after.type);
  note('title', before.title, after.title);
  const fields = new Set([...Object.keys(before.config), ...Object.keys(after.config)]);
  for (const field of [...fields].sort()) note(`config.${field}`, before.config[field], after.config[field]);
  return found;
}
