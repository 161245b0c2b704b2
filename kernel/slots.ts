import { z } from 'zod';

/**
 * What a tool's argument stands for. The kind decides who finds it in a sentence (the gazetteer, the time phrases, the
 * numbers), who turns the words into a record, and how a person is asked when it is missing.
 */
export const SLOT_KINDS = [
  'customer',
  'contact',
  'lead',
  'opportunity',
  'person',
  'team',
  'product',
  'tag',
  'tags',
  'region',
  'sector',
  'source',
  'stage',
  'lead_status',
  'lead_grade',
  'segment',
  'activity_kind',
  'group',
  'member',
  'robot',
  'period',
  'instant',
  'day',
  'days',
  'count',
  'money',
  'percent',
  'phone',
  'quoted',
  'free_text',
  'question',
  'name',
  'company',
  'report',
  'flag',
  'choice',
] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

export interface SlotMeta {
  readonly slot: SlotKind;
  /** The Chinese word for the argument, used when asking for it. */
  readonly label: string;
  /** When one sentence names two spans of one kind, the word that stands before this one (「给」「从」「转给」). */
  readonly cue?: readonly string[];
  /** Of a choice: each value with the words that say it. */
  readonly choices?: Choices;
}

export type Choices = Readonly<Record<string, readonly string[]>>;

/** Marks a zod schema as a slot: `slot('customer', '客户', z.string())`. Read back with `slotOf`. */
export function slot<S extends z.ZodType>(kind: SlotKind, label: string, schema: S, cue?: readonly string[]): S {
  return schema.meta({ slot: kind, label, ...(cue ? { cue } : {}), description: label }) as S;
}

/** Marks a schema whose values are a few words of this house; each value is said with one of its words. */
export function choice<S extends z.ZodType>(label: string, schema: S, choices: Choices): S {
  return schema.meta({ slot: 'choice', label, choices, description: label }) as S;
}

/** The slot a schema was marked with, looking through optional, nullable and default wrappers. */
export function slotOf(schema: z.ZodType): SlotMeta | undefined {
  let current: unknown = schema;
  while (current instanceof z.ZodType) {
    const meta = current.meta() as Partial<SlotMeta> | undefined;
    if (meta?.slot)
      return {
        slot: meta.slot,
        label: meta.label ?? meta.slot,
        ...(meta.cue ? { cue: meta.cue } : {}),
        ...(meta.choices ? { choices: meta.choices } : {}),
      };
    current = (current.def as { innerType?: unknown }).innerType;
  }
  return undefined;
}
