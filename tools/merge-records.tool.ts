import { z } from 'zod';
import { mergeRecords as merge } from '../domain/crm/merges/merge-records.ts';
import { previewMerge } from '../domain/crm/merges/preview-merge.ts';
import type { MergePreview, MergeRecords, QualityEntity } from '../kernel/contracts/data-quality.ts';
import { maybeCustomer, maybeLead, maybeNamed } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { changeOf } from './present/change.ts';
import { QUALITY_WORDS } from './present/duplicate-table.ts';
import { valueWords } from './present/merge-value.ts';
import { resolveMergePair } from './resolve/merge-pair.ts';
import { writeTool } from './tool.ts';

const INTO_CUES = [
  '并入',
  '并到',
  '合并到',
  '合并进',
  '合并入',
  '合到',
  '合进',
  '归并到',
  '归到',
  '并进',
  '和',
  '跟',
  '与',
];

export const mergeRecordsTool = writeTool({
  name: 'merge_records',
  title: '合并记录',
  description:
    '把重复的两个客户（customer 并入 into）或两条线索（lead 并入 into_lead）合成一条，保留 into 那一条；只写一条时保留它，并入它唯一的疑似重复。卡片写明哪些值会变、哪些记录一起并过来；之后可以用 undo_merge 撤销。',
  permission: 'crm.write',
  input: z.strictObject({
    customer: maybeCustomer,
    into: maybeNamed('customer', '保留的客户', INTO_CUES),
    lead: maybeLead,
    into_lead: maybeNamed('lead', '保留的线索', INTO_CUES),
  }),
  phrases: [
    '把{customer}合并到{into}',
    '{customer}和{into}合并成一个',
    '{customer}并入{into}',
    '{customer}跟{into}是同一家，合并',
    '把线索{lead}合并到{into_lead}',
    '{lead}和{into_lead}两条线索合成一条',
    '把{customer}重复的那条合并掉',
    '合并{customer}的重复客户',
    '{customer}录重了，合并一下',
    '线索{lead}录重了，合并掉',
    '把线索{lead}重复的那条合并掉',
    '{customer}归到{into}里',
  ],
  propose: async (scope, said) => {
    const pair = await resolveMergePair(scope, said);
    const preview = await previewMerge(scope, { ...pair, choices: {} });
    const { survivor, loser, entity } = preview;
    const { noun } = QUALITY_WORDS[entity];
    const [kept, gone] = [refOf(entity, survivor), refOf(entity, loser)];
    const changed = preview.fields.filter(({ survivor: now, result }) => valueWords(now) !== valueWords(result));
    const apart = preview.fields.filter((field) => field.differs && field.choice === 'survivor');
    const along = preview.moved.filter(({ moved }) => moved > 0);
    return {
      title: `合并${noun}`,
      summary: sentences(
        `把${noun}“${loser.name}”并入“${survivor.name}”，保留“${survivor.name}”。`,
        along.length > 0 && `一起并过来：${along.map(({ label, moved }) => `${label} ${moved} 条`).join('、')}。`,
        apart.length > 0 && `两边不一样、以“${survivor.name}”为准的有：${apart.map(({ label }) => label).join('、')}。`,
        ...preview.warnings,
        '合并后可以撤销。',
      ),
      changes: [
        changeOf(gone, '记录', loser.name, `并入“${survivor.name}”`),
        ...changed.map(({ label, survivor: now, result }) =>
          changeOf(kept, label, valueWords(now), valueWords(result)),
        ),
      ],
      fields: [],
      refs: [kept, gone],
      snapshot: { [`${entity}:${survivor.id}`]: survivor.version, [`${entity}:${loser.id}`]: loser.version },
      plan: {
        entity,
        survivor_id: survivor.id,
        loser_id: loser.id,
        survivor_version: survivor.version,
        loser_version: loser.version,
        choices: {},
      } satisfies MergeRecords,
    };
  },
  carryOut: async (scope, plan: MergeRecords) => {
    const done = await merge(scope, plan);
    const { noun } = QUALITY_WORDS[plan.entity];
    const undo = plan.entity === 'lead' ? `撤销线索${done.survivor_name}的合并` : `撤销${done.survivor_name}的合并`;
    return answer({
      text: `已把${noun}“${done.loser_name}”并入“${done.survivor_name}”。合错了可以说“${undo}”。`,
      parts: [],
      records: [{ entity: plan.entity, id: done.survivor_id, label: done.survivor_name }],
      suggestions: [undo, plan.entity === 'lead' ? '重复的线索有哪些' : '有哪些重复的客户'],
    });
  },
});

function refOf(entity: QualityEntity, side: MergePreview['survivor']) {
  return { entity, id: side.id, label: side.name };
}
