import { z } from 'zod';
import { listMerges } from '../domain/crm/merges/merge-view.ts';
import { previewUndo, undoMerge as undo } from '../domain/crm/merges/undo-merge.ts';
import { normalName } from '../domain/crm/names/normal-name.ts';
import { qualityError } from '../domain/crm/quality/errors.ts';
import type { MergeView } from '../kernel/contracts/data-quality.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { given, maybeCustomer, maybeLead } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, sentences } from './present/answer.ts';
import { QUALITY_WORDS } from './present/duplicate-table.ts';
import { matchName } from './resolve/name.ts';
import { writeTool, type ToolScope } from './tool.ts';

interface Plan {
  readonly id: string;
  /** The card has told what cannot be brought back. */
  readonly force: boolean;
}

const MOST_LOOKED_AT = 200;

export const undoMergeTool = writeTool({
  name: 'undo_merge',
  title: '撤销合并',
  description: '撤销最近一次合并，把并掉的客户或线索恢复成单独一条；合并后又改过的内容保留现在的样子。',
  permission: 'crm.write',
  input: z.strictObject({ customer: maybeCustomer, lead: maybeLead }),
  phrases: [
    '撤销{customer}的合并',
    '{customer}合并错了，撤销',
    '把{customer}的合并撤回',
    '撤销线索{lead}的合并',
    '{lead}这条线索合错了，恢复',
    '取消{customer}的合并',
    '{customer}不该合并，拆开',
    '把{customer}重新拆成两个客户',
    '刚才合并错了，撤销合并',
    '合并撤销',
    '还原{customer}合并前的样子',
  ],
  propose: async (scope, said) => {
    const merge = await latestMerge(scope, said);
    const preview = await previewUndo(scope, merge);
    const [obstacle] = preview.obstacles;
    if (preview.impossible)
      throw qualityError('crm.merge_undo_impossible', { details: { reason: obstacle ?? '这次合并已经撤销过' } });
    const { noun } = QUALITY_WORDS[merge.entity];
    const back = preview.moved_back.map(({ label, count }) => `${label} ${count} 条`).join('、');
    return {
      title: '撤销合并',
      summary: sentences(
        `撤销${merge.merged_by_name ?? '系统'}在 ${formatWhen(merge.merged_at, scope.clock.now())} 做的合并：${noun}“${merge.loser_name}”重新从“${merge.survivor_name}”分开。`,
        back && `一起移回去：${back}。`,
        preview.restored_fields.length > 0 &&
          `“${merge.survivor_name}”恢复的内容：${preview.restored_fields.join('、')}。`,
        preview.obstacles.length > 0 && `有些恢复不了：${preview.obstacles.join('；')}。`,
      ),
      changes: [
        {
          entity: merge.entity,
          record_id: merge.survivor_id,
          record_label: merge.survivor_name,
          field: '合并',
          before: `并入了“${merge.loser_name}”`,
          after: `和“${merge.loser_name}”分开`,
        },
      ],
      fields: [],
      refs: [{ entity: merge.entity, id: merge.survivor_id, label: merge.survivor_name }],
      snapshot: {},
      plan: { id: merge.id, force: preview.obstacles.length > 0 } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const done = await undo(scope, plan);
    const { noun } = QUALITY_WORDS[done.entity];
    return answer({
      text: sentences(
        `已撤销合并，${noun}“${done.loser_name}”和“${done.survivor_name}”又是两条了。`,
        done.undo_report.length > 0 && `没有恢复的：${done.undo_report.join('；')}。`,
      ),
      parts: [],
      records: [
        { entity: done.entity, id: done.survivor_id, label: done.survivor_name },
        { entity: done.entity, id: done.loser_id, label: done.loser_name },
      ],
      suggestions: [done.entity === 'lead' ? '重复的线索有哪些' : '有哪些重复的客户'],
    });
  },
});

/**
 * The last merge that is not undone: of the record that is named, by either of its two names; else the actor's own last one.
 * @throws AppError `tools.not_found`
 */
async function latestMerge(
  scope: ToolScope,
  said: { readonly customer?: string | null | undefined; readonly lead?: string | null | undefined },
): Promise<MergeView> {
  const entity = given(said.lead) ? 'lead' : 'customer';
  const name = given(said.lead) ?? given(said.customer);
  const only = name ? ({ entity } as const) : {};
  const merges = (await listMerges(scope, { page: 1, page_size: MOST_LOOKED_AT, ...only })).items.filter(
    ({ status }) => status === 'done',
  );
  const found = name
    ? await namedMerge(scope, entity, name, merges)
    : merges.find((one) => one.merged_by_name === scope.actor.name);
  if (found) return found;
  throw toolError('tools.not_found', {
    details: { label: '可以撤销的合并', name: name ?? '最近', near: '可能已经撤销过，或者不是您能看到的记录。' },
  });
}

async function namedMerge(
  scope: ToolScope,
  entity: 'customer' | 'lead',
  name: string,
  merges: readonly MergeView[],
): Promise<MergeView | undefined> {
  const match = await matchName(scope, entity, name);
  const wanted = normalName(name);
  const isCalled = (other: string): boolean => {
    const known = normalName(other);
    return known.includes(wanted) || wanted.includes(known);
  };
  return (
    merges.find((one) => match.kind === 'one' && one.survivor_id === match.row.id) ??
    merges.find((one) => isCalled(one.survivor_name) || isCalled(one.loser_name))
  );
}
