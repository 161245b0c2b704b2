import { z } from 'zod';
import { listEntries } from '../domain/crm/pools/list-entries.ts';
import { readCounts, roomLeft } from '../domain/crm/pools/pick-rules.ts';
import { POOL_TABLES } from '../domain/crm/pools/pool-table.ts';
import { listPools } from '../domain/crm/pools/pool-view.ts';
import type { PoolEntryView, PoolView } from '../kernel/contracts/pools.ts';
import { given, maybeFlag, maybeRegion } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { tablePart, MOST_SHOWN, type RowTable } from './present/row-table.ts';
import { resolveValue } from './resolve/value.ts';
import { readTool, type ToolScope } from './tool.ts';

export const listPool = readTool({
  name: 'list_pool',
  title: '公海',
  description:
    '公海里有哪些线索或客户、谁可以领、自己还能领几条。leads 只看线索，customers 只看客户，可按区域。领取用 claim_from_pool。',
  permission: 'crm.read',
  input: z.strictObject({
    leads: maybeFlag('只看线索', ['线索']),
    customers: maybeFlag('只看客户', ['客户']),
    region: maybeRegion,
  }),
  phrases: [
    '公海里有什么',
    '公海里的线索',
    '公海里的客户',
    '公海里有哪些可以领',
    '{region}公海有什么线索',
    '打开公海',
    '客户公海列表',
    '我今天还能领几条公海线索',
    '公海里有多少条',
    '公海里{region}的客户有哪些',
    '看看公海池',
    '公海里最近多了什么',
  ],
  answer: async (scope, said) => {
    const region = given(said.region) ? await resolveValue(scope, 'region', given(said.region) ?? '') : undefined;
    const both = said.leads === said.customers;
    const pools = (await listPools(scope)).filter(
      (pool) => pool.active && (both || (pool.entity === 'lead') === (said.leads === true)),
    );
    if (pools.length === 0)
      return answer({
        text: '还没有您可以用的公海。请管理员先在“公海”页面设置。',
        parts: [],
        suggestions: ['还没分配的线索', '我的线索'],
      });
    const seen: Seen[] = [];
    for (const pool of pools) seen.push(await look(scope, pool, region));
    const rows = seen.flatMap(({ entries }) => entries);
    const free = rows.find((entry) => entry.blocked === null);
    return answer({
      text: seen.map((one) => tell(one, region)).join('\n'),
      parts: seen
        .filter(({ entries }) => entries.length > 0)
        .map(({ pool, entries, total }) => tablePart(tableOf(pool), entries, { title: pool.name, total })),
      suggestions: [
        free && `从公海领取${free.name}`,
        rows.length === 0 && region && '公海里有什么',
        '我手上哪些线索分数最高',
      ],
    });
  },
});

interface Seen {
  readonly pool: PoolView;
  readonly entries: readonly PoolEntryView[];
  readonly total: number;
  readonly room: number | null;
}

async function look(scope: ToolScope, pool: PoolView, region: string | undefined): Promise<Seen> {
  const page = await listEntries(scope, { id: pool.id, page: 1, page_size: MOST_SHOWN, ...(region ? { region } : {}) });
  return { pool, entries: page.items, total: page.total, room: roomLeft(pool, await readCounts(scope, pool)) };
}

function tell({ pool, entries, total, room }: Seen, region: string | undefined): string {
  const { word } = POOL_TABLES[pool.entity];
  const blocked = entries.find((entry) => entry.blocked !== null)?.blocked;
  const mayTake = room === null ? '领取数量不限' : room > 0 ? `您还能领 ${room} 条` : undefined;
  return sentences(
    total > 0
      ? `“${pool.name}”里有 ${total} 条${region ?? ''}${word}，`
      : `“${pool.name}”里现在没有${region ?? ''}${word}，`,
    `${pool.team_name ?? '所有同事'}可以领，`,
    mayTake ?? `您现在不能领：${blocked ?? '已经到了上限'}`,
    '。',
  );
}

function tableOf(pool: PoolView): RowTable<PoolEntryView> {
  const { word } = POOL_TABLES[pool.entity];
  return {
    columns: [
      { key: 'name', label: word, format: 'text', cell: (row) => row.name },
      ...(pool.entity === 'lead'
        ? [{ key: 'company', label: '公司', format: 'text' as const, cell: (row: PoolEntryView) => row.company }]
        : []),
      { key: 'region', label: '区域', format: 'text', cell: (row) => row.region },
      { key: 'source', label: '来源', format: 'text', cell: (row) => row.source },
      { key: 'from', label: '原负责人', format: 'text', cell: (row) => row.from_name },
      { key: 'reason', label: '进公海的原因', format: 'text', cell: (row) => row.reason },
      { key: 'entered_at', label: '进公海时间', format: 'datetime', cell: (row) => row.entered_at },
      { key: 'blocked', label: '能否领取', format: 'text', cell: (row) => row.blocked ?? '可以领取' },
    ],
    // Who has not picked a record may not open it.
    ref: () => null,
  };
}
