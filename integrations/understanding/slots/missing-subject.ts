import { slotsOf, type DeclaredSlot, type ToolDeclaration } from '../tool-declaration.ts';
import type { SlotProblem } from './fill-slots.ts';

/** Kinds of slots that name the record a change is made to. */
const SUBJECTS: ReadonlySet<string> = new Set(['customer', 'lead', 'opportunity']);

/** Kinds of slots that say which records a change of many is made to. */
const GROUPS: ReadonlySet<string> = new Set([
  'segment',
  'region',
  'sector',
  'source',
  'person',
  'days',
  'period',
  'lead_grade',
  'lead_status',
  'flag',
]);

/**
 * A change whose schema leaves open which kind of record it is for (customer or lead or deal, each optional) still needs
 * one of them; one of many records needs to know which; and one that names a record but nothing to change about it needs a
 * change, unless it is declared to work with the record alone.
 */
export function missingForWrite(
  tool: ToolDeclaration,
  args: Readonly<Record<string, unknown>>,
): SlotProblem | undefined {
  const slots = slotsOf(tool);
  const subjects = slots.filter((slot) => SUBJECTS.has(slot.slot));
  const preferred = subjects.find((slot) => slot.slot === 'customer') ?? subjects[0];
  // Somebody's contact stands for whom it is about where the tool takes one.
  const people = slots.filter((slot) => slot.slot === 'contact');
  if (preferred && !isFilled([...subjects, ...people], args)) return { kind: 'missing', slot: preferred };
  const group = slots.find((slot) => slot.slot === 'segment');
  if (
    group &&
    !isFilled(
      slots.filter((slot) => GROUPS.has(slot.slot)),
      args,
    )
  )
    return { kind: 'missing', slot: group };
  const others = slots.filter((slot) => !SUBJECTS.has(slot.slot));
  const [first] = others;
  // «Complete the follow-up of…» has only a note to add, which nobody must.
  const changes = others.filter((slot) => slot.slot !== 'free_text');
  return first &&
    subjects.length > 0 &&
    changes.length > 0 &&
    changes.every((slot) => !slot.required) &&
    !isFilled(others, args) &&
    subjects.every((slot) => !slot.required) &&
    !worksAlone(tool, others)
    ? { kind: 'missing', slot: changes[0] ?? first }
    : undefined;
}

/** Half of its phrases name a record and nothing else: «…生成订单». */
function worksAlone({ phrases }: ToolDeclaration, others: readonly DeclaredSlot[]): boolean {
  const alone = phrases.filter((phrase) => others.every(({ arg }) => !phrase.includes(`{${arg}}`)));
  return alone.length * 2 >= phrases.length;
}

function isFilled(slots: readonly DeclaredSlot[], args: Readonly<Record<string, unknown>>): boolean {
  return slots.some((slot) => args[slot.arg] !== undefined);
}
