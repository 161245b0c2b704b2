const LONGEST = 40;

/** A text of a customer in one line of a sentence, shortened. */
export function shortText(text: string, longest = LONGEST): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
