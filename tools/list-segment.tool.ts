import { z } from 'zod';
import { listMembers } from '../domain/crm/segments/list-members.ts';
import { listSegments, readSegment } from '../domain/crm/segments/segment-view.ts';
import type { RecordRef } from '../kernel/contracts/chat.ts';
import type { SegmentEntity, SegmentMember, SegmentView } from '../kernel/contracts/segments.ts';
import { given, maybeSegment } from './arguments.ts';
import { answer, nameSome, sentences } from './present/answer.ts';
import { filterPart } from './present/filter-part.ts';
import { tablePart, MOST_SHOWN, type RowTable } from './present/row-table.ts';
import { resolveSegment } from './resolve/segment.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

/** What a segment holds, with the word for counting it. */
const ENTITY_WORDS: Readonly<Record<SegmentEntity, { readonly noun: string; readonly unit: string }>> = {
  customer: { noun: '客户', unit: '家' },
  contact: { noun: '联系人', unit: '位' },
  lead: { noun: '线索', unit: '条' },
  opportunity: { noun: '商机', unit: '个' },
};

export const listSegment = readTool({
  name: 'list_segment',
  title: '分群',
  description: '一个保存的分群现在有多少条记录、都有谁；不写分群名就列出自己能用的全部分群和人数。',
  permission: 'crm.read',
  input: z.strictObject({ segment: maybeSegment }),
  phrases: [
    '{segment}里有多少客户',
    '{segment}这个分群都有谁',
    '看看{segment}分群',
    '{segment}有几家',
    '打开分群{segment}',
    '我有哪些分群',
    '有什么分群可以用',
    '分群都有哪些',
    '{segment}名单列出来',
    '列出所有分群',
    '{segment}现在有几个人',
  ],
  answer: async (scope, said) => {
    const name = given(said.segment);
    return name ? await tellOne(scope, await resolveSegment(scope, name)) : await tellAll(scope);
  },
});

async function tellOne(scope: ToolScope, id: string): Promise<ToolAnswer> {
  const segment = await readSegment(scope, id);
  const page = await listMembers(scope, { id, page: 1, page_size: MOST_SHOWN });
  const { noun, unit } = ENTITY_WORDS[segment.entity];
  const filter = filterPart(scope.actor, noun, [`分群：${segment.name}`]);
  const [first] = page.items;
  if (!first)
    return answer({
      text: `分群“${segment.name}”现在没有您能看到的${noun}。`,
      parts: filter,
      suggestions: ['我有哪些分群'],
    });
  const names = nameSome(
    page.items.map((row) => row.name),
    page.total,
    unit,
  );
  return answer({
    text: `分群“${segment.name}”现在有 ${page.total} ${unit}${noun}：${names}。`,
    parts: [tablePart(memberTable(segment.entity), page.items, { title: segment.name, total: page.total }), ...filter],
    records: page.items.slice(0, 3).map((row) => memberRef(segment.entity, row)),
    suggestions: [
      segment.entity === 'customer' && `介绍一下${first.name}`,
      segment.entity === 'customer' && `给${segment.name}分群的客户都打上重点客户标签`,
      '我有哪些分群',
    ],
  });
}

async function tellAll(scope: ToolScope): Promise<ToolAnswer> {
  const page = await listSegments(scope, { page: 1, page_size: MOST_SHOWN });
  const [first] = page.items;
  if (!first)
    return answer({
      text: '还没有您可以用的分群。可以在“分群”页面用条件建一个。',
      parts: [],
      suggestions: ['我负责的客户列表'],
    });
  const told = page.items.slice(0, 5).map((one) => {
    const { noun, unit } = ENTITY_WORDS[one.entity];
    return `${one.name}（${one.count} ${unit}${noun}）`;
  });
  return answer({
    text: sentences(`您可以用的分群有 ${page.total} 个：${told.join('、')}${page.total > told.length ? ' 等' : ''}。`),
    parts: [tablePart(SEGMENTS, page.items, { title: '分群', total: page.total })],
    suggestions: [`看看${first.name}分群`],
  });
}

function memberRef(entity: SegmentEntity, row: SegmentMember): RecordRef {
  return { entity, id: row.id, label: row.name };
}

function memberTable(entity: SegmentEntity): RowTable<SegmentMember> {
  return {
    columns: [
      { key: 'name', label: ENTITY_WORDS[entity].noun, format: 'text', cell: (row) => row.name },
      { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
    ],
    ref: (row) => memberRef(entity, row),
  };
}

const SEGMENTS: RowTable<SegmentView> = {
  columns: [
    { key: 'name', label: '分群', format: 'text', cell: (row) => row.name },
    { key: 'entity', label: '对象', format: 'text', cell: (row) => ENTITY_WORDS[row.entity].noun },
    { key: 'count', label: '数量', format: 'integer', cell: (row) => row.count },
    { key: 'owner', label: '创建人', format: 'text', cell: (row) => row.owner_name },
    { key: 'shared', label: '共享', format: 'text', cell: (row) => (row.shared ? '全员可用' : '仅自己') },
  ],
  ref: () => null,
};
