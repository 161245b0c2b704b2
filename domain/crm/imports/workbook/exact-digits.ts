/** More digits than a number of a spreadsheet holds exactly. */
const LONG = /<v>\s*-?\d{16,}\s*<\/v>/;
const CELL = /<((?:\w+:)?c)\b([^>]*)>((?:(?!<\/\1>)[\s\S])*?<v>\s*(-?\d{16,})\s*<\/v>)/g;

/**
 * Makes numbers of more than fifteen digits texts (a credit code or card number that a program wrote as a number), before
 * a reader turns them into floating-point numbers and their last digits into noughts.
 */
export function keepDigits(sheet: Buffer): Buffer {
  const text = sheet.toString('utf8');
  if (!LONG.test(text)) return sheet;
  return Buffer.from(
    text.replaceAll(CELL, (whole, tag: string, attributes: string, inner: string) =>
      /\bt=["'](?!n["'])/.test(attributes)
        ? whole
        : `<${tag}${attributes.replaceAll(/\st=["']n["']/g, '')} t="str">${inner}`,
    ),
  );
}
