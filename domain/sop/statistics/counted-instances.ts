import { Params } from '../../../db/query.ts';
import type { SopContent } from '../../../kernel/contracts/sop.ts';
import type { SopStatisticsQuery } from '../../../kernel/contracts/sop-statistics.ts';

/**
 * SQL of the instances a statistic is about, as the table `counted (id, status, replied, waited, reached, minutes, step_id)`.
 * `reached` follows the template's goal: a tag or a stage the customer got since, a reply of the class; an instance that ended as
 * reached always counts.
 */
export function countedInstances(
  templateId: string,
  content: SopContent,
  input: SopStatisticsQuery,
  params: Params,
): string {
  const where = [`i.template_id = ${params.add(templateId)}::uuid`];
  if (input.version_number !== undefined) where.push(`v.number = ${params.add(input.version_number)}`);
  if (input.from) where.push(`local_day(i.created_at) >= ${params.add(input.from)}::date`);
  if (input.to) where.push(`local_day(i.created_at) <= ${params.add(input.to)}::date`);
  return `counted as (
    select i.id, i.status, i.step_id,
      exists (select 1 from sop_tasks k where k.instance_id = i.id and k.action_type = 'wait_reply') as waited,
      exists (select 1 from sop_tasks k where k.instance_id = i.id and k.action_type = 'wait_reply'
        and k.way is not null and k.way <> 'no_reply' and k.status = 'completed') as replied,
      (coalesce(i.result ->> 'outcome', '') = 'reached' or ${goalSql(content, params)}) as reached,
      extract(epoch from (i.ended_at - coalesce(i.started_at, i.created_at)))::float8 / 60 as minutes
    from sop_instances i join sop_template_versions v on v.id = i.template_version_id
    where ${where.join(' and ')})`;
}

function goalSql({ settings: { goal }, steps }: SopContent, params: Params): string {
  if (goal?.kind === 'tag') {
    const tag = params.add(goal.tag);
    const adding = steps.filter(({ action_type: type, config }) => {
      const tags = config['tags'];
      return type === 'add_tag' && Array.isArray(tags) && tags.includes(goal.tag);
    });
    const ids = params.add(adding.map(({ id }) => id));
    return `(exists (select 1 from sop_tasks k where k.instance_id = i.id and k.step_id = any(${ids}::text[])
        and k.action_type = 'add_tag' and k.status = 'completed')
      or exists (select 1 from contact c join customer_tag x on x.customer_id = c.customer_id join tag g on g.id = x.tag_id
        where c.id = i.contact_id and g.name = ${tag} and x.created_at >= i.created_at))`;
  }
  if (goal?.kind === 'stage')
    return `exists (select 1 from contact c join opportunity o on o.customer_id = c.customer_id
      join stage_change m on m.opportunity_id = o.id
      where c.id = i.contact_id and m.to_stage = ${params.add(goal.stage)} and m.changed_at >= i.created_at)`;
  if (goal?.kind !== 'reply') return 'false';
  const of = params.add(goal.class);
  return `(i.variables ->> 'last_reply_class' = ${of} or exists (select 1 from sop_tasks k where k.instance_id = i.id
    and k.action_type = 'wait_reply' and (k.way = ${of} or k.output_data ->> 'class' = ${of})))`;
}
