import { z } from 'zod';
import { findTwins } from '../domain/crm/duplicates/find-twins.ts';
import { listDuplicates } from '../domain/crm/duplicates/list-duplicates.ts';
import type { DuplicateCandidateView, QualityEntity } from '../kernel/contracts/data-quality.ts';
import { maybeCustomer, maybeFlag, maybeLead, maybeNamed } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import {
  LEVEL_WORDS,
  PAIR_TABLE,
  QUALITY_WORDS,
  reasonWords,
  sideWords,
  TWIN_TABLE,
} from './present/duplicate-table.ts';
import { filterPart } from './present/filter-part.ts';
import { MOST_SHOWN, tablePart } from './present/row-table.ts';
import { resolveQualityRecord, type QualityRecord } from './resolve/quality-record.ts';
import { readTool, type ToolAnswer, type ToolScope } from './tool.ts';

export const findDuplicates = readTool({
  name: 'find_duplicates',
  title: '查重',
  description:
    '查重复：写 customer、lead 或 contact 时看这一条跟哪些记录重复；都不写时列出全部疑似重复（customers、leads、contacts 说明看哪一类，默认客户）。合并用 merge_records。',
  permission: 'crm.read',
  input: z.strictObject({
    customer: maybeCustomer,
    lead: maybeLead,
    contact: maybeNamed('contact', '联系人'),
    customers: maybeFlag('看客户', ['客户']),
    leads: maybeFlag('看线索', ['线索']),
    contacts: maybeFlag('看联系人', ['联系人']),
  }),
  phrases: [
    '{customer}有没有重复',
    '{lead}这条线索跟别的重复吗',
    '有哪些重复的客户',
    '重复的线索有哪些',
    '联系人有没有录重复的',
    '查一下{customer}是不是录了两遍',
    '帮{customer}查重',
    '疑似重复的记录列出来',
    '客户查重',
    '{customer}跟别人撞单了吗',
    '重复数据有多少',
    '{contact}这个联系人重复了没有',
    '有没有撞单的客户',
    '{lead}是不是录重了',
  ],
  answer: async (scope, said) => {
    const record = await resolveQualityRecord(scope, said);
    if (record) return await tellTwins(scope, record);
    const entity: QualityEntity = said.contacts ? 'contact' : said.leads ? 'lead' : 'customer';
    return await tellPairs(scope, entity);
  },
});

async function tellTwins(scope: ToolScope, record: QualityRecord): Promise<ToolAnswer> {
  const twins = await findTwins(scope, record);
  const { noun } = QUALITY_WORDS[record.entity];
  const own = { entity: record.entity, id: record.id, label: record.name };
  const [first] = twins;
  if (!first)
    return answer({
      text: `没有发现和${noun}“${record.name}”重复的记录。`,
      parts: [],
      records: [own],
      suggestions: ['有哪些重复的客户', '重复的线索有哪些'],
    });
  const mergeable = first.id !== null && first.entity === record.entity && record.entity !== 'contact';
  return answer({
    text: sentences(
      `和${noun}“${record.name}”疑似重复的有 ${twins.length} 条。`,
      `把握最大的：${first.message}；${LEVEL_WORDS[first.level]}是同一${noun === '联系人' ? '个人' : '家'}（${reasonWords(first)}）。`,
    ),
    parts: [tablePart(TWIN_TABLE, twins, { title: '疑似重复' })],
    records: [own],
    suggestions: [
      mergeable && scope.actor.permissions.has('crm.write') && mergeWords(record.entity, record.name),
      '有哪些重复的客户',
    ],
  });
}

async function tellPairs(scope: ToolScope, entity: QualityEntity): Promise<ToolAnswer> {
  const page = await listDuplicates(scope, { entity, status: 'open', page: 1, page_size: MOST_SHOWN });
  const { noun } = QUALITY_WORDS[entity];
  const filter = filterPart(scope.actor, noun, []);
  const [first] = page.items;
  if (!first)
    return answer({
      text: `${noun}里没有发现疑似重复的。`,
      parts: filter,
      suggestions: [
        entity !== 'lead' && '重复的线索有哪些',
        entity !== 'customer' && '有哪些重复的客户',
        '数据质量怎么样',
      ],
    });
  const certain = page.items.filter(({ level }) => level === 'certain').length;
  const ready = page.items.find(({ mergeable, right }) => mergeable && right.name);
  return answer({
    text: sentences(
      `${noun}里疑似重复的有 ${page.total} 组${certain > 0 && page.total === page.items.length ? `，其中 ${certain} 组几乎可以肯定` : ''}。`,
      `把握最大的是${pairWords(first)}：${reasonWords(first)}。`,
    ),
    parts: [tablePart(PAIR_TABLE, page.items, { title: `疑似重复的${noun}`, total: page.total }), ...filter],
    suggestions: [
      ready && entity !== 'contact' && mergeWords(entity, ready.left.name ?? ''),
      entity !== 'lead' && '重复的线索有哪些',
      entity !== 'customer' && '有哪些重复的客户',
    ],
  });
}

function pairWords(pair: DuplicateCandidateView): string {
  return `${sideWords(pair, pair.left)}和${sideWords(pair, pair.right)}`;
}

function mergeWords(entity: QualityEntity, name: string): string {
  return entity === 'lead' ? `把线索${name}重复的那条合并掉` : `把${name}重复的那条合并掉`;
}
