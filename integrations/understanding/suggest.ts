import type { ToolDeclaration } from './tool-declaration.ts';
import { slotsOf } from './tool-declaration.ts';

const OFFERED = 3;

/**
 * The nearest three things one can ask for, as sentences without places: tools that take what the sentence mentions come
 * first.
 */
export function suggest(kinds: readonly string[], tools: readonly ToolDeclaration[]): string[] {
  return tools
    .map((tool) => ({ tool, shared: slotsOf(tool).filter((slot) => kinds.includes(slot.slot)).length }))
    .toSorted((a, b) => b.shared - a.shared)
    .flatMap(({ tool }) => readablePhrase(tool) ?? [])
    .slice(0, OFFERED);
}

/** A declared phrase with its places as blanks of their label. */
function readablePhrase(tool: ToolDeclaration): string | undefined {
  const labels = new Map(slotsOf(tool).map((slot) => [slot.arg, slot.label]));
  const [phrase] = tool.phrases.toSorted(
    (a, b) => (a.match(/\{/g)?.length ?? 0) - (b.match(/\{/g)?.length ?? 0) || a.length - b.length,
  );
  return phrase?.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => `某${labels.get(name) ?? '项'}`);
}
