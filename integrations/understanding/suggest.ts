import type { ToolDeclaration } from './tool-declaration.ts';
import { slotsOf } from './tool-declaration.ts';

const OFFERED = 3;

/**
 * The nearest three things one can ask for, as whole sentences that work when they are said: tools that take what the
 * sentence mentions come first.
 */
export function suggest(kinds: readonly string[], tools: readonly ToolDeclaration[]): string[] {
  return tools
    .map((tool) => ({ tool, shared: slotsOf(tool).filter((slot) => kinds.includes(slot.slot)).length }))
    .toSorted((a, b) => b.shared - a.shared)
    .flatMap(({ tool }) => readablePhrase(tool) ?? [])
    .slice(0, OFFERED);
}

/** Time is the one place that can be filled for anybody. */
const ANY_TIME = '最近7天';

/** The shortest declared phrase that needs no name to be said; undefined when every one does. */
function readablePhrase(tool: ToolDeclaration): string | undefined {
  const times = new Set(
    slotsOf(tool)
      .filter((slot) => slot.slot === 'period')
      .map((slot) => slot.arg),
  );
  const whole = tool.phrases.map((phrase) =>
    phrase.replaceAll(/\{(\w+)\}/g, (place, name: string) => (times.has(name) ? ANY_TIME : place)),
  );
  return whole.filter((phrase) => !phrase.includes('{')).toSorted((a, b) => a.length - b.length)[0];
}
