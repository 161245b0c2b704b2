/** A piece of a text: words as they are, a variable, or a brace that belongs to neither. */
export type TextPart =
  | { readonly kind: 'words'; readonly words: string }
  | { readonly kind: 'variable'; readonly name: string; readonly fallback: string | null }
  | { readonly kind: 'unreadable'; readonly place: string };

/** A doubled brace means the brace itself; `{name}` and `{name|default}` a variable; any other opening brace is a mistake. */
const PIECE = /\{\{|\}\}|\{\s*([A-Za-z0-9][A-Za-z0-9_-]{0,39})\s*(?:\|([^{}]{0,200}))?\}|\{/g;

/** Takes a text apart. Pure, in one pass: a text cannot make it slow. */
export function parseText(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let words = '';
  let from = 0;
  const close = (): void => {
    if (words !== '') parts.push({ kind: 'words', words });
    words = '';
  };
  for (const found of text.matchAll(PIECE)) {
    words += text.slice(from, found.index);
    from = found.index + found[0].length;
    const [piece, name, fallback] = found;
    if (piece === '{{') words += '{';
    else if (piece === '}}') words += '}';
    else {
      close();
      parts.push(
        name === undefined
          ? { kind: 'unreadable', place: text.slice(found.index, found.index + 12) }
          : { kind: 'variable', name, fallback: fallback?.trim() ?? null },
      );
    }
  }
  words += text.slice(from);
  close();
  return parts;
}

/** A variable that a text names. */
export interface NamedVariable {
  readonly name: string;
  /** Whether the text says what to write where the variable has no value. */
  readonly hasDefault: boolean;
}

/** The variables of a text in their order, each as often as it stands there. */
export function variablesOf(text: string): NamedVariable[] {
  return parseText(text).flatMap((part) =>
    part.kind === 'variable' ? [{ name: part.name, hasDefault: part.fallback !== null }] : [],
  );
}

/** The first place that is neither words nor a variable; undefined: the text can be read. */
export function unreadablePlace(text: string): string | undefined {
  for (const part of parseText(text)) if (part.kind === 'unreadable') return part.place;
  return undefined;
}
