import { z } from 'zod';

const PLACE = /\{([^{}]*)\}/gu;

/**
 * A text of a node's settings with named places, `{nickname}`. A closed grammar: a place is one of the given names and stands
 * for a value; there is nothing else. A text with another place is refused when the settings are saved.
 */
export function nodeText(places: readonly string[], standard: string): z.ZodDefault<z.ZodString> {
  return z
    .string()
    .trim()
    .min(1)
    .max(500)
    .refine((text) => unknownPlaces(text, places).length === 0, {
      message: `只能用这些占位：${places.map((one) => `{${one}}`).join('、')}`,
    })
    .default(standard);
}

/** Puts values into their places; a value is never read as a text with places again. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(PLACE, (_place, name: string) => values[name] ?? '');
}

function unknownPlaces(text: string, places: readonly string[]): string[] {
  return [...text.matchAll(PLACE)].map(([, name = '']) => name).filter((name) => !places.includes(name));
}

/** A list of words an admin may edit. */
export function nodeWords(standard: readonly string[]): z.ZodDefault<z.ZodArray<z.ZodString>> {
  return z
    .array(z.string().trim().min(1).max(30))
    .max(200)
    .default([...standard]);
}

/** The conversation of a work group that gets notices; null: the work group of the alert rules, else managers are reminded. */
export const notifyConversation = z.uuid().nullable().default(null);
/** Minutes, one to a day. */
export const nodeMinutes = (standard: number) => z.int().min(1).max(1440).default(standard);

/** Names in a row as one says them: 甲、乙等 5 人. */
export function nameList(names: readonly string[], most = 3): string {
  if (names.length <= most) return names.join('、');
  return `${names.slice(0, most).join('、')}等 ${names.length} 人`;
}
