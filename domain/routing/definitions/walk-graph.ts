import type { FlowContent } from '../../../kernel/contracts/routing.ts';

function leadsOf(content: FlowContent): (id: string) => readonly string[] {
  const leads = new Map<string, string[]>();
  for (const { from, to } of content.edges) leads.set(from, [...(leads.get(from) ?? []), to]);
  return (id) => leads.get(id) ?? [];
}

/** Every node one can come to from a node, itself included. */
export function reachableFrom(content: FlowContent, start: string): ReadonlySet<string> {
  const leads = leadsOf(content);
  const reached = new Set([start]);
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const next of leads(id))
      if (!reached.has(next)) {
        reached.add(next);
        open.push(next);
      }
  return reached;
}

/** The nodes of one circle in the order one walks it; undefined when there is none. */
export function findCycle(content: FlowContent): readonly string[] | undefined {
  const leads = leadsOf(content);
  const done = new Set<string>();
  for (const { id: start } of content.nodes) {
    // A path that is walked by hand, not by calls: a long flow must not exhaust the stack.
    const path: Array<{ id: string; left: string[] }> = [{ id: start, left: [...leads(start)] }];
    while (path.length > 0) {
      const here = path.at(-1)!;
      const next = here.left.pop();
      if (next === undefined) {
        done.add(here.id);
        path.pop();
        continue;
      }
      const before = path.findIndex(({ id }) => id === next);
      if (before !== -1) return path.slice(before).map(({ id }) => id);
      if (!done.has(next)) path.push({ id: next, left: [...leads(next)] });
    }
  }
  return undefined;
}
