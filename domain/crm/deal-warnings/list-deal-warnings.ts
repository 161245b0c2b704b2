import { Params } from '../../../db/query.ts';
import type { DealWarningList, DealWarningView } from '../../../kernel/contracts/deals.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderBy, pageOfRows } from '../page-of-rows.ts';
import { WARNING_TABLE } from './warning-table.ts';

const SORTS = { raised_at: 'w.raised_at', kind: 'w.kind', figure: 'w.figure', amount: 'o.amount' } as const;

/** What the list may be cut by beyond the wire's query. */
export interface WarningExtras {
  readonly team_id?: string;
  /** Region of the customer. */
  readonly region?: string;
}

/**
 * The warnings of the deals one may see: open ones, latest first, unless told otherwise.
 * @throws AppError `crm.unknown_sort`
 */
export async function listDealWarnings(
  scope: ReadScope,
  input: DealWarningList & WarningExtras,
): Promise<Page<DealWarningView>> {
  const params = new Params();
  const where = [
    visibleRows(scope.actor, 'o', params),
    input.resolved ? 'w.resolved_at is not null' : 'w.resolved_at is null',
  ];
  if (input.kind) where.push(`w.kind = ${params.add(input.kind)}`);
  if (input.owner_id) where.push(`o.owner_id = ${params.add(input.owner_id)}`);
  if (input.team_id) where.push(`o.team_id = ${params.add(input.team_id)}`);
  if (input.region)
    where.push(`o.customer_id in (select rc.id from customer rc where rc.region = ${params.add(input.region)})`);
  if (input.opportunity_id) where.push(`w.opportunity_id = ${params.add(input.opportunity_id)}`);
  const page = await pageOfRows<Omit<DealWarningView, 'message'> & { figure: number }>(
    scope,
    {
      from: 'deal_warning w',
      alias: 'w',
      filterJoins: 'join opportunity o on o.id = w.opportunity_id',
      where,
      orderBy: orderBy(input.sort, SORTS, 'w', '-raised_at'),
      columns: `w.id, w.kind, w.figure, w.opportunity_id, o.name as opportunity_name, o.code as opportunity_code, o.customer_id,
        c.name as customer_name, o.stage, o.amount::float8 as amount, o.expected_close::text as expected_close, o.owner_id,
        u.name as owner_name, iso(w.raised_at) as raised_at, iso(w.resolved_at) as resolved_at`,
      joins: `join opportunity o on o.id = w.opportunity_id left join customer c on c.id = o.customer_id
        left join app_user u on u.id = o.owner_id`,
      params,
    },
    input,
  );
  const items = page.items.map(({ figure, ...row }) => ({ ...row, message: WARNING_TABLE[row.kind].sentence(figure) }));
  return { ...page, items };
}
