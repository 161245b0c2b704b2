import type { ActivityKind } from '../../../../kernel/contracts/crm.ts';
import { visibleRows } from '../../../visible-rows.ts';
import { touchLastActivity } from '../../touch-last-activity.ts';
import { ACTIVITY_KIND_WORDS } from '../../words.ts';
import { textOf, textsOf, type ImportTarget, type JsonRecord } from '../import-target.ts';
import { rowIssue } from '../row-issue.ts';
import { defaultOwner, ownerColumns, plainColumns } from './owner-columns.ts';

const PARENTS = ['customer_id', 'lead_id', 'opportunity_id'] as const;

/** Activities: the same thing done or planned with the same record at the same moment is the same activity. */
export const activitiesTarget: ImportTarget = {
  table: 'activity',
  entity: 'activity',
  columns: [
    'kind',
    'status',
    'subject',
    'content',
    ...PARENTS,
    'owner_id',
    'team_id',
    'due_at',
    'occurred_at',
    'external_id',
  ],
  toColumns: (row) => {
    const { customer, lead, opportunity } = row.references;
    const plain = plainColumns(row);
    const customerId = customer?.id ?? opportunity?.extra ?? lead?.extra;
    const kind = (plain.kind ?? 'other') as ActivityKind;
    return {
      ...plain,
      kind,
      status: plain.status ?? (plain.due_at && !plain.occurred_at ? 'planned' : 'done'),
      subject:
        plain.subject ?? (typeof plain.content === 'string' ? plain.content.slice(0, 60) : ACTIVITY_KIND_WORDS[kind]),
      ...(customerId ? { customer_id: customerId } : {}),
      ...(lead ? { lead_id: lead.id } : {}),
      ...(opportunity ? { opportunity_id: opportunity.id } : {}),
      ...ownerColumns(row),
    };
  },
  check: (row, columns) => {
    if (!PARENTS.some((parent) => columns[parent])) return rowIssue(row.row, 'nothing_to_attach');
    if (columns.status === 'planned' && !columns.due_at)
      return rowIssue(row.row, 'required', { details: { label: '计划时间' } });
    if (columns.status === 'done' && !columns.occurred_at)
      return rowIssue(row.row, 'required', { details: { label: '发生时间' } });
    return undefined;
  },
  keysOf: (record) => [
    [
      ...PARENTS.map((parent) => textOf(record, parent)),
      textOf(record, 'kind'),
      momentOf(record),
      textOf(record, 'subject'),
    ].join(' '),
  ],
  stored: (records, params) =>
    `t.subject = any(${params.add(textsOf(records, 'subject'))}::text[]) and (${PARENTS.map(
      (parent) => `t.${parent} = any(${params.add(textsOf(records, parent))}::uuid[])`,
    ).join(' or ')})`,
  visible: (actor, params) =>
    `(${visibleRows(actor, 't', params)} or exists (select 1 from customer c where c.id = t.customer_id and ${visibleRows(actor, 'c', params)}))`,
  defaults: (_columns, scope) => defaultOwner(scope),
  derive: () => ({}),
  timeline: ({ before, after }) => {
    const customerId = textOf(after, 'customer_id');
    if (customerId === '' || after.status === 'cancelled') return undefined;
    const kind = before ? 'activity.updated' : after.status === 'planned' ? 'activity.planned' : 'activity.done';
    const at = textOf(after, 'occurred_at');
    const about = `${ACTIVITY_KIND_WORDS[after.kind as ActivityKind]} · ${textOf(after, 'subject')}`;
    return { customerId, kind, about, ...(kind === 'activity.done' && at !== '' ? { at } : {}) };
  },
  afterWrite: async (scope, written) => {
    const records = written.flatMap(({ before, after }) => (before ? [before, after] : [after]));
    await touchLastActivity(scope, {
      customers: textsOf(records, 'customer_id'),
      leads: textsOf(records, 'lead_id'),
      opportunities: textsOf(records, 'opportunity_id'),
    });
  },
};

/** Stored and parsed moments are written differently; their number is the same. */
function momentOf(record: JsonRecord): string {
  const text = textOf(record, 'occurred_at') || textOf(record, 'due_at');
  return text === '' ? '' : String(new Date(text).getTime());
}
