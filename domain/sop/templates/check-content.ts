import type { SopContent, SopProblem, SopStep, SopVerdict } from '../../../kernel/contracts/sop.ts';
import { checkCourse } from './check-course.ts';
import { checkConditions, checkTexts } from './check-language.ts';
import { checkNexts } from './check-nexts.ts';
import { checkTrigger } from './check-trigger.ts';
import type { CheckWorld } from './check-world.ts';
import { configIssues, parsedAction, type ParsedAction } from './parsed-action.ts';
import { atStep } from './sop-problem.ts';

/**
 * Everything that is wrong with a sequence, each fault with its step and field, in Chinese and English. Pure.
 * A valid one can be activated.
 */
export function checkContent(content: SopContent, world: CheckWorld): SopVerdict {
  const problems: SopProblem[] = [];
  if (content.steps.length === 0)
    problems.push({
      code: 'empty',
      step: null,
      field: 'steps',
      zh: '模板里还没有步骤',
      en: 'the template has no steps',
    });
  const ids = new Set(content.steps.map(({ id }) => id));
  const seen = new Set<string>();
  for (const step of content.steps) {
    if (seen.has(step.id))
      problems.push(atStep(step, 'duplicate_id', 'id', `编号“${step.id}”用了两次`, `the id ${step.id} stands twice`));
    seen.add(step.id);
    const action = parsedAction(step);
    problems.push(
      ...checkConfig(step, world),
      ...checkDelay(step, world),
      ...(action ? checkUses(step, action, world) : []),
      ...checkTexts(step, action, content),
      ...checkConditions(step, action, world),
      ...checkNexts(step, action, ids),
    );
  }
  problems.push(...checkTrigger(content, world));
  if (!problems.some(({ code }) => code === 'duplicate_id' || code === 'empty')) problems.push(...checkCourse(content));
  return { valid: problems.length === 0, problems };
}

function checkConfig(step: SopStep, world: CheckWorld): SopProblem[] {
  const issues = configIssues(step);
  if (issues.length > 0)
    return issues.map(({ field, message }) =>
      atStep(step, 'bad_config', field, message, `the setting does not fit the action: ${message}`),
    );
  const { target, name } = step.config as { target?: unknown; name?: unknown };
  if (step.action_type !== 'update_field' || target !== 'contact') return [];
  const field = String(name);
  if (Object.hasOwn(world.fields, `contact.${field}`)) return [];
  return [atStep(step, 'bad_config', 'field', `联系人没有“${field}”这个字段`, `contacts have no field ${field}`)];
}

function checkDelay(step: SopStep, world: CheckWorld): SopProblem[] {
  if (step.action_type === 'delay' && step.delay_minutes === 0 && !step.delay_until)
    return [
      atStep(
        step,
        'bad_config',
        'delay_minutes',
        '要写等多久（delay_minutes），或等到什么时候（delay_until）',
        'say how long or until when to wait',
      ),
    ];
  const until = step.delay_until;
  if (!until || !('date_field' in until)) return [];
  const field = Object.hasOwn(world.fields, until.date_field) ? world.fields[until.date_field] : undefined;
  const own = until.date_field.startsWith('var.') && field?.kind === 'text';
  if (field?.kind === 'day' || field?.kind === 'moment' || own) return [];
  const zh = field
    ? `“${field.label}”不是日期`
    : `没有“${until.date_field}”这个字段。联系人的日期字段写成 contact.字段，客户的写成 customer.字段`;
  return [atStep(step, 'bad_date_field', 'delay_until.date_field', zh, `${until.date_field} is no date field`)];
}

function checkUses(step: SopStep, { action, config }: ParsedAction, world: CheckWorld): SopProblem[] {
  const found: SopProblem[] = [];
  for (const { field, id, kinds } of action.materials?.(config) ?? []) {
    const material = world.materials.get(id);
    if (!material)
      found.push(atStep(step, 'unknown_material', field, `没有物料 ${id}，或它已归档`, `there is no material ${id}`));
    else if (!kinds.includes(material.kind))
      found.push(
        atStep(
          step,
          'unknown_material',
          field,
          `物料“${material.name}”的类型不对，这里要 ${kinds.join(' 或 ')}`,
          `the material ${material.name} is no ${kinds.join(' or ')}`,
        ),
      );
  }
  const started = action.startsTemplate?.(config);
  if (started !== undefined && started === world.self)
    found.push(
      atStep(
        step,
        'endless',
        'template_id',
        '不能开始模板自己，会没完没了',
        'the template would start itself for ever',
      ),
    );
  else if (started !== undefined && !world.templates.has(started))
    found.push(
      atStep(
        step,
        'unknown_template',
        'template_id',
        `没有模板 ${started}，或它已归档`,
        `there is no template ${started}`,
      ),
    );
  return found;
}
