import XLSX, { type CellObject } from '@e965/xlsx';

/** The words of a spreadsheet's error values by their code. */
const ERROR_WORDS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};

/**
 * A cell as the text a person would have typed: dates as `2026-03-05` or `2026-03-05 14:30:00`, per cents with their sign,
 * whole numbers with all digits. Of a formula this is the value it last had; it is never computed.
 */
export function cellText(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell || cell.v === undefined) return '';
  const value = cell.v;
  switch (cell.t) {
    case 'b':
      return value ? 'TRUE' : 'FALSE';
    case 'e':
      return ERROR_WORDS[Number(value)] ?? '#N/A';
    case 'n':
      return numberText(Number(value), typeof cell.z === 'string' ? cell.z : undefined, date1904);
    default:
      return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : String(value);
  }
}

function numberText(value: number, format: string | undefined, date1904: boolean): string {
  if (format !== undefined && XLSX.SSF.is_date(format)) {
    const text = dateText(value, date1904);
    if (text !== undefined) return text;
  }
  // What stands in quotes is a word beside the number.
  if (format?.replaceAll(/"[^"]*"|\\./g, '').includes('%') === true) return `${plainNumber(value * 100)}%`;
  return plainNumber(value);
}

/** Fifteen digits, as the spreadsheet shows them: the sixteenth is noise of the floating point. */
function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return BigInt(value).toString();
  return String(Number(value.toPrecision(15)));
}

function dateText(serial: number, date1904: boolean): string | undefined {
  const date = XLSX.SSF.parse_date_code(serial, { date1904 }) as {
    y: number;
    m: number;
    d: number;
    H: number;
    M: number;
    S: number;
  } | null;
  if (!date) return undefined;
  const two = (part: number): string => String(part).padStart(2, '0');
  const time = `${two(date.H)}:${two(date.M)}:${two(Math.floor(date.S))}`;
  if (serial >= 0 && serial < 1) return time;
  const day = `${date.y}-${two(date.m)}-${two(date.d)}`;
  return Number.isInteger(serial) ? day : `${day} ${time}`;
}
