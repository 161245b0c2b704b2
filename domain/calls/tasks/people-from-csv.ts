import { MOST_CALL_PEOPLE } from '../../../kernel/contracts/call-tasks.ts';
import { readTable } from '../../crm/imports/read-table.ts';
import { callsError } from '../errors.ts';
import type { CallCandidate } from './call-candidate.ts';

/** The words a header may use for each field. */
const COLUMNS = {
  phone: ['手机号', '手机', '手机号码', '电话', '电话号码', '联系电话', 'phone', 'leads_phone', 'mobile'],
  name: ['姓名', '名字', '客户', '客户姓名', '联系人', 'name', 'leads_name'],
  honorific: ['称呼', 'honorific'],
  consent: ['同意外呼', '是否同意', 'consent'],
  lead_id: ['线索编号', '线索id', 'leads_id', 'lead_id'],
} as const;

const YES = new Set(['是', '同意', '1', 'true', 'yes', 'y']);
const NO = new Set(['否', '不同意', '0', 'false', 'no', 'n']);
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * Reads people from a table's text. Columns that are no field of ours fill the blanks of the script under their own names.
 * @throws AppError `calls.csv_no_phone_column`, `calls.too_many_people`, `crm.import_…` of a broken file
 */
export async function peopleFromCsv(text: string): Promise<CallCandidate[]> {
  const table = readTable(text);
  const columns = table.columns.map((one) => one.toLowerCase());
  const at = (field: keyof typeof COLUMNS): number =>
    columns.findIndex((column) => (COLUMNS[field] as readonly string[]).includes(column));
  const places = { phone: at('phone'), name: at('name'), honorific: at('honorific'), consent: at('consent') };
  const lead = at('lead_id');
  if (places.phone < 0)
    throw callsError('calls.csv_no_phone_column', { details: { columns: table.columns.join('、') } });
  const taken = new Set([...Object.values(places), lead]);
  const blanks = table.columns.map((name, index) => ({ name, index })).filter(({ index }) => !taken.has(index));
  const people: CallCandidate[] = [];
  for await (const { row, cells } of table.rows()) {
    if (row > MOST_CALL_PEOPLE)
      throw callsError('calls.too_many_people', { details: { most: MOST_CALL_PEOPLE, count: row } });
    const cell = (index: number): string => (index < 0 ? '' : (cells[index] ?? '').trim());
    const word = cell(places.consent).toLowerCase();
    const id = cell(lead);
    people.push({
      row,
      name: cell(places.name).slice(0, 50),
      phone: cell(places.phone).slice(0, 60),
      honorific: cell(places.honorific).slice(0, 20),
      consent: YES.has(word) ? true : NO.has(word) ? false : null,
      lead_id: UUID.test(id) ? id : null,
      variables: variablesOf(blanks, cell),
    });
  }
  return people;
}

function variablesOf(
  blanks: readonly { readonly name: string; readonly index: number }[],
  cell: (index: number) => string,
): Record<string, string> {
  const filled = blanks.map(({ name, index }) => [name.slice(0, 50), cell(index).slice(0, 200)] as const);
  return Object.fromEntries(filled.filter(([, value]) => value !== ''));
}
