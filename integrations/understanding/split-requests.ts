/** Words that begin another request after a break. */
const NEXT =
  /[,，;；。.!！?？]\s*(?:然后|接着|再(?!加上|按|次|说)|顺便|另外|并且|并(?!不)|还有|同时|以及|也(?=把|给|帮))|(?:顺便|然后|另外)|[;；。!！?？](?=.{3,})/gu;

/** A part of the sentence `[start, end)`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Where the sentence may fall into several requests; the whole is one part when nothing says so. */
export function splitRequests(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const hit of text.matchAll(NEXT)) {
    if (hit.index > start) parts.push({ start, end: hit.index });
    start = hit.index + hit[0].length;
  }
  if (start < text.length) parts.push({ start, end: text.length });
  return parts.filter((part) => /[\p{L}\p{N}]{2}/u.test(text.slice(part.start, part.end)));
}
