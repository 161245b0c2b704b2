import { z } from 'zod';
import { changeBulkEdit } from '../domain/crm/bulk-edits/change-bulk-edit.ts';
import { createBulkEdit } from '../domain/crm/bulk-edits/create-bulk-edit.ts';
import { listCustomers } from '../domain/crm/customers/list-customers.ts';
import { segmentError } from '../domain/crm/segments/errors.ts';
import { findSegment } from '../domain/crm/segments/segment-view.ts';
import type { CustomerList } from '../kernel/contracts/crm.ts';
import {
  given,
  maybeFlag,
  maybeOwner,
  maybeRegion,
  maybeSector,
  maybeSegment,
  maybeSource,
  tags,
} from './arguments.ts';
import { toolError } from './errors.ts';
import { answer, phrase } from './present/answer.ts';
import { resolvePerson } from './resolve/person.ts';
import { resolveSegment } from './resolve/segment.ts';
import { resolveTag, tagsToAdd } from './resolve/tag.ts';
import { resolveValue } from './resolve/value.ts';
import { writeTool, type ToolScope } from './tool.ts';

type Filter = Partial<Pick<CustomerList, 'segment_id' | 'region' | 'sector' | 'source' | 'owner_id'>>;

interface Plan {
  readonly filter: Filter;
  readonly tags: readonly string[];
  readonly remove: boolean;
  readonly subject: string;
}

const input = z.strictObject({
  segment: maybeSegment,
  region: maybeRegion,
  sector: maybeSector,
  source: maybeSource,
  owner: maybeOwner,
  tags,
  remove: maybeFlag('去掉标签', ['去掉', '取消', '摘掉', '移除', '删掉', '删除', '撕掉', '拿掉', '清掉', '撤掉']),
});

export const tagSegment = writeTool({
  name: 'tag_segment',
  title: '批量打标签',
  description:
    '给一个分群，或按区域、行业、来源、负责人筛出来的所有客户打上标签；remove 为真时去掉标签。只有一个客户时用 add_tags、remove_tags。',
  permission: 'crm.write',
  input,
  phrases: [
    '给{segment}的客户都打上{tags}标签',
    '{segment}分群全部打上{tags}',
    '把{segment}里的客户都标成{tags}',
    '{region}{sector}的客户都打上{tags}',
    '给{region}所有客户加{tags}标签',
    '{segment}的客户都去掉{tags}标签',
    '批量给{segment}打{tags}标签',
    '{owner}的客户全部打上{tags}',
    '把{sector}客户的{tags}标签都去掉',
    '{source}来的客户统一打上{tags}标签',
    '给这些客户都加上{tags}',
    '他们全部打上{tags}标签',
  ],
  propose: async (scope, said) => {
    const remove = said.remove === true;
    const { filter, subject } = await resolveFilter(scope, said);
    const names: string[] = [];
    if (remove) for (const tag of said.tags) names.push(await resolveTag(scope, tag));
    else names.push(...(await tagsToAdd(scope, said.tags)));
    const all = (await listCustomers(scope, { ...filter, page: 1, page_size: 1 })).total;
    if (all === 0) throw toolError('tools.nothing_to_change', { details: { reason: `没有您能看到的${subject}` } });
    const shares: { tag: string; count: number }[] = [];
    for (const tag of names) {
      const having = (await listCustomers(scope, { ...filter, tag, page: 1, page_size: 1 })).total;
      shares.push({ tag, count: remove ? having : all - having });
    }
    const wanted = shares.filter(({ count }) => count > 0);
    const quoted = names.map((tag) => `“${tag}”`).join('、');
    if (wanted.length === 0)
      throw toolError('tools.nothing_to_change', {
        details: { reason: `${subject}一共 ${all} 家，${remove ? '都没有' : '都已经有'}${quoted}标签` },
      });
    return {
      title: remove ? '批量去掉标签' : '批量打标签',
      summary: `${remove ? '去掉' : '给'}${subject}（一共 ${all} 家）${remove ? '的' : '打上'}${quoted}标签。之后可以在“批量修改”里撤销。`,
      changes: wanted.map(({ tag, count }) => ({
        entity: 'customer',
        record_id: null,
        record_label: subject,
        field: '标签',
        before: remove ? `${count} 家有“${tag}”` : `${count} 家没有“${tag}”`,
        after: remove ? `去掉“${tag}”` : `加上“${tag}”`,
      })),
      fields: [{ name: 'tags', label: '标签', kind: 'tags', value: names }],
      refs: [],
      snapshot: {},
      plan: { filter, tags: names, remove, subject } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const change = plan.remove ? { remove_tags: [...plan.tags] } : { add_tags: [...plan.tags] };
    const preview = await createBulkEdit(scope, { entity: 'customer', selection: { filter: plan.filter }, change });
    await changeBulkEdit(scope, { id: preview.bulk_edit.id, step: 'start' });
    const quoted = plan.tags.map((tag) => `“${tag}”`).join('、');
    return answer({
      text: `已开始给 ${preview.will_change} 家客户${plan.remove ? '去掉' : '打上'}${quoted}标签，马上就好；要撤销请到“批量修改”。`,
      parts: [],
      suggestions: [`带${plan.tags[0] ?? ''}标签的客户`, '我有哪些分群'],
    });
  },
});

/** Which customers are meant, and how they are called. */
async function resolveFilter(
  scope: ToolScope,
  said: z.output<typeof input>,
): Promise<{ filter: Filter; subject: string }> {
  const [name, region, sector, source, owner] = [said.segment, said.region, said.sector, said.source, said.owner].map(
    given,
  );
  const segment = name ? await findSegment(scope, await resolveSegment(scope, name)) : undefined;
  if (segment && segment.entity !== 'customer')
    throw segmentError('crm.segment_wrong_entity', { details: { name: segment.name, entity: '客户' } });
  const person = owner ? await resolvePerson(scope, owner) : undefined;
  const filter: Filter = {
    ...(segment ? { segment_id: segment.id } : {}),
    ...(region ? { region: await resolveValue(scope, 'region', region) } : {}),
    ...(sector ? { sector: await resolveValue(scope, 'sector', sector) } : {}),
    ...(source ? { source: await resolveValue(scope, 'source', source) } : {}),
    ...(person ? { owner_id: person.id } : {}),
  };
  if (Object.keys(filter).length === 0)
    throw toolError('tools.missing', { details: { label: '分群或条件，例如“华东制造业的客户”' } });
  const subject = phrase(
    person && `${person.words}负责的`,
    filter.region,
    filter.sector,
    filter.source && `${filter.source}来源的`,
    segment ? `分群“${segment.name}”里的客户` : '客户',
  );
  return { filter, subject };
}
