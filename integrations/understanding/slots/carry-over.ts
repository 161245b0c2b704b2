import type { ReadSentence } from '../reading.ts';
import { slotsOf, type ToolDeclaration } from '../tool-declaration.ts';
import type { ToolArgs } from '../understanding.ts';

/** Words for the records a list has just shown. */
const THOSE = /这些|那些|[他她它]们|上面(?:的|这|那)|以上|刚才(?:的|这|那)|这批|那批|这几[个家条]/u;

/**
 * «给这些客户都打上重点客户» after a list: the change is for the same records, when it can say all that the list was asked
 * with. A list narrowed by more than that is not carried over, for the change would reach further than what was shown.
 */
export function carryOver(
  tool: ToolDeclaration,
  args: Readonly<Record<string, unknown>>,
  { text }: Pick<ReadSentence, 'text'>,
  last: { readonly tool: ToolDeclaration | undefined; readonly args: ToolArgs },
): ToolArgs {
  const own = slotsOf(tool);
  if (tool.risk === 'read' || !last.tool || last.tool.risk !== 'read' || !THOSE.test(text)) return {};
  if (!own.some((slot) => slot.slot === 'segment')) return {};
  const asked = slotsOf(last.tool).filter((slot) => last.args[slot.arg] !== undefined);
  const fits = asked.every((slot) => own.some((other) => other.arg === slot.arg && other.slot === slot.slot));
  if (!fits || asked.some((slot) => slot.arg in args)) return {};
  return Object.fromEntries(asked.map((slot) => [slot.arg, last.args[slot.arg]]));
}
