/** After these a sentence ends, together with closing quotes and brackets behind them. */
const BORDER = /(?:[。！？!?…]+|；|;(?=\s|\p{Script=Han})|\.(?=\s+\p{Lu}|\s*$))[”』」）)】"'’]*|\n+/gu;
/** Inside one that is too long: the weaker borders. */
const WEAK = /[，,、：:]|\s/gu;

/**
 * Cuts a text at Chinese (and Latin) sentence borders. Line breaks are borders too; longer sentences than `longest`
 * characters are cut at commas, at last hard. Joined together the pieces are the text without its line breaks.
 */
export function splitSentences(text: string, longest = 400): string[] {
  return splitLines(text).flatMap((line) => line.flatMap((sentence) => cutLong(sentence, longest)));
}

/** The sentences of each line. */
export function splitLines(text: string): string[][] {
  return text
    .split(/\n+/)
    .map(sentencesOf)
    .filter((line) => line.length > 0);
}

function sentencesOf(line: string): string[] {
  const found: string[] = [];
  let start = 0;
  for (const match of line.matchAll(BORDER)) {
    const end = match.index + match[0].length;
    found.push(line.slice(start, end));
    start = end;
  }
  found.push(line.slice(start));
  return found.map((sentence) => sentence.trim()).filter((sentence) => sentence !== '');
}

function cutLong(sentence: string, longest: number): string[] {
  if (sentence.length <= longest) return [sentence];
  const pieces: string[] = [];
  let rest = sentence;
  while (rest.length > longest) {
    const borders = [...rest.slice(0, longest).matchAll(WEAK)].map((match) => match.index + 1);
    const at = borders.findLast((border) => border > longest / 2) ?? wholeCharacter(rest, longest);
    pieces.push(rest.slice(0, at).trim());
    rest = rest.slice(at);
  }
  return [...pieces, rest.trim()].filter((piece) => piece !== '');
}

/** Never between the two halves of a character. */
function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at - 1 : at;
}
