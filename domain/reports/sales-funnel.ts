import type {
  Cell,
  Period,
  ReportAnswer,
  ReportFilter,
  ReportRequestInput,
  TableColumn,
} from '../../kernel/contracts/reports.ts';
import type { Scope } from '../scope.ts';
import { STAGE_VALUES } from './dimensions.ts';
import { formatValue } from './format-value.ts';
import { runReport } from './run-report.ts';

/** Whose funnel, by the names people say; all of what the actor may see when nothing is named. */
export interface FunnelRequest {
  readonly owner?: string;
  readonly team?: string;
  readonly region?: string;
  readonly product?: string;
  readonly period?: Period;
}

const COLUMNS: readonly TableColumn[] = [
  { key: 'stage', label: '阶段', format: 'text' },
  { key: 'open_count', label: '在手商机数', format: 'integer' },
  { key: 'open_amount', label: '在手金额', format: 'money' },
  { key: 'weighted_amount', label: '加权金额', format: 'money' },
  { key: 'stage_conversion', label: '阶段转化率', format: 'percent' },
];
const OPEN_METRICS = ['open_count', 'open_amount', 'weighted_amount'];
const CLOSED_METRICS = ['won_count', 'won_amount', 'lost_count', 'win_rate'];

/**
 * The funnel: for each open stage the deals in hand today with amount and weighted amount, and of the deals that entered it
 * in the period, the share that went on. `totals` also holds what was won and lost in the period (`won_count`,
 * `won_amount`, `lost_count`, `win_rate`). Without a period, conversions and results are of all time.
 *
 * @throws AppError `report.*`, `time.*` as `runReport`
 */
export async function salesFunnel(
  scope: Pick<Scope, 'em' | 'clock' | 'actor'>,
  request: FunnelRequest,
): Promise<ReportAnswer> {
  const filters = filtersOf(request);
  const ask = (part: ReportRequestInput) => runReport(scope, { ...part, filters });
  const timed = request.period === undefined ? {} : { period: request.period };
  const open = await ask({ metrics: OPEN_METRICS, dimensions: ['stage'] });
  const flow = await ask({ metrics: ['stage_conversion'], dimensions: ['stage'], ...timed });
  const closed = await ask({ metrics: CLOSED_METRICS, ...timed });
  const rows = STAGE_VALUES.filter(({ code }) => code !== 'won' && code !== 'lost').map(({ label }) => ({
    stage: label,
    ...Object.fromEntries(OPEN_METRICS.map((metric) => [metric, cellAt(open, label, metric) ?? 0])),
    stage_conversion: cellAt(flow, label, 'stage_conversion'),
  }));
  const totals = { ...open.totals, ...closed.totals };
  return {
    columns: [...COLUMNS],
    rows,
    totals,
    row_count: rows.length,
    chart: {
      kind: 'funnel',
      title: '销售漏斗',
      category: 'stage',
      series: [{ key: 'open_count', label: '在手商机数', format: 'integer' }],
    },
    filter_sentence: `${request.period === undefined ? open.filter_sentence : closed.filter_sentence}；在手为当前数`,
    findings: findingsOf(rows, totals),
    period: closed.period,
    compare_period: null,
    request: { ...open.request, metrics: [...OPEN_METRICS, 'stage_conversion'], ...timed },
    generated_at: open.generated_at,
  };
}

function filtersOf(request: FunnelRequest): ReportFilter[] {
  return (['owner', 'team', 'region', 'product'] as const).flatMap((dimension) => {
    const value = request[dimension];
    return value === undefined ? [] : [{ dimension, op: 'in' as const, values: [value] }];
  });
}

function cellAt(answer: ReportAnswer, stage: string, metric: string): Cell {
  return answer.rows.find((row) => row['stage'] === stage)?.[metric] ?? null;
}

/** What is in hand, what came of deals, and the stage most deals stop at. */
function findingsOf(rows: readonly Readonly<Record<string, Cell>>[], totals: Readonly<Record<string, Cell>>): string[] {
  const write = (key: string, format: TableColumn['format']) => formatValue(totals[key] ?? null, format);
  const found = [
    `在手 ${write('open_count', 'integer')} 单，金额 ${write('open_amount', 'money')}，加权 ${write('weighted_amount', 'money')}。`,
  ];
  if (Number(totals['won_count']) + Number(totals['lost_count']) > 0) {
    found.push(
      `赢单 ${write('won_count', 'integer')} 单，金额 ${write('won_amount', 'money')}；输单 ${write('lost_count', 'integer')} 单；赢率 ${write('win_rate', 'percent')}。`,
    );
  }
  const narrow = rows.filter((row) => typeof row['stage_conversion'] === 'number');
  narrow.sort((a, b) => Number(a['stage_conversion']) - Number(b['stage_conversion']));
  const [lowest] = narrow;
  if (lowest && narrow.length > 1) {
    found.push(`转化最低的是${lowest['stage']}阶段，${formatValue(lowest['stage_conversion'] ?? null, 'percent')}。`);
  }
  return found;
}
