import type { ColumnKind } from './table-columns.ts';

/** The parts of a workbook in SpreadsheetML (ECMA-376 part 1, §18). */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the list of styles below. */
const STYLE = { general: 0, heading: 1, text: 2, day: 3, moment: 4 } as const;

/** Days between 1899-12-30, where spreadsheets begin to count, and 1970-01-01. */
const EPOCH = 25_569;
const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET = 8 * 3_600_000;
/** A text cell holds no more. */
const LONGEST = 32_767;

export interface SheetCell {
  readonly kind: ColumnKind;
  readonly value: unknown;
}

/** The beginning of a sheet up to its headings, which stay in sight. */
export function sheetStart(headings: readonly string[]): string {
  const widths = headings.map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="16" customWidth="1"/>`).join('');
  const cells = headings.map((heading, at) => textCell(at, 1, heading, STYLE.heading)).join('');
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData><row r="1">${cells}</row>`;
}

/** One row; empty values leave no cell. */
export function sheetRow(number: number, cells: readonly SheetCell[]): string {
  return `<row r="${number}">${cells.map((cell, at) => cellXml(cell, at, number)).join('')}</row>`;
}

/** The end of a sheet, with a filter over all its columns. */
export function sheetEnd(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(columns - 1)}${rows}"/></worksheet>`;
}

/** Everything of a workbook but its sheets: part name → content. */
export function workbookParts(title: string, sheets: number): Record<string, string> {
  const all = Array.from({ length: sheets }, (_, at) => at + 1);
  const name = (at: number): string => escape(sheets === 1 ? title : `${title} ${at}`);
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const part = (path: string, type: string): string =>
    `<Override PartName="/${path}" ContentType="${TYPES}.${type}+xml"/>`;
  return {
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${all
      .map((at) => `<sheet name="${name(at)}" sheetId="${at}" r:id="rId${at}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${all
      .map((at) => relation(`rId${at}`, 'worksheet', `worksheets/sheet${at}.xml`))
      .join('')}${relation('styles', 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': STYLES,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', 'sheet.main')}${part('xl/styles.xml', 'styles')}${all
      .map((at) => part(`xl/worksheets/sheet${at}.xml`, 'worksheet'))
      .join('')}</Types>`,
  };
}

/** 49 is the format of text, which keeps the digits of a number that somebody types over it. */
const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0"/><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function cellXml({ kind, value }: SheetCell, at: number, row: number): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') return numberCell(at, row, value, STYLE.general);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'plain') return textCell(at, row, text, STYLE.text);
  const serial = serialOf(kind, text);
  // Spreadsheets know no day before 1900.
  return serial >= 61 ? numberCell(at, row, serial, STYLE[kind]) : textCell(at, row, text, STYLE.text);
}

/** A day or a local moment as spreadsheets count: days since 1899-12-30. */
function serialOf(kind: 'day' | 'moment', text: string): number {
  const ms = Date.parse(kind === 'day' ? `${text}T00:00:00Z` : text) + (kind === 'day' ? 0 : SHANGHAI_OFFSET);
  return Number((ms / DAY_MS + EPOCH).toFixed(6));
}

function numberCell(at: number, row: number, value: number, style: number): string {
  return `<c r="${columnName(at)}${row}" s="${style}"><v>${value}</v></c>`;
}

function textCell(at: number, row: number, text: string, style: number): string {
  const escaped = escape(text.slice(0, LONGEST));
  return `<c r="${columnName(at)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped}</t></is></c>`;
}

/** `A`, `B`, … `Z`, `AA`, … */
function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter;
}

/** What XML cannot hold goes; what looks like an escape of spreadsheets (`_x0041_`) is kept from being read as one. */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu, '')
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
