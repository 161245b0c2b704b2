import { getCustomer } from '../../domain/crm/customers/get-customer.ts';
import { getLead } from '../../domain/crm/leads/get-lead.ts';
import { findByName, type NameMatch, type NameOption } from '../../domain/crm/names/find-by-name.ts';
import type { Findable } from '../../domain/crm/names/named-tables.ts';
import { getOpportunity } from '../../domain/crm/opportunities/get-opportunity.ts';
import { loadUser } from '../../domain/identity/load-actor.ts';
import type { AppError } from '../../kernel/errors.ts';
import { toolError, type NameChoice } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

/** What resolving a name needs. */
export type ResolveScope = Pick<ToolScope, 'em' | 'actor'>;

const LABELS: Readonly<Record<Findable, string>> = {
  customer: '客户',
  contact: '联系人',
  lead: '线索',
  opportunity: '商机',
  person: '同事',
  team: '团队',
  product: '产品',
  tag: '标签',
  segment: '分群',
};

/** A text that names one record only, where the name itself may not. */
const UNIQUE_TEXT: Readonly<Partial<Record<Findable, (scope: ResolveScope, id: string) => Promise<string>>>> = {
  customer: async (scope, id) => (await getCustomer(scope, { id })).code,
  lead: async (scope, id) => (await getLead(scope, { id })).code,
  opportunity: async (scope, id) => (await getOpportunity(scope, { id })).code,
  person: async (scope, id) => (await loadUser(scope.em, id))?.username ?? id,
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** «张伟（无锡锡工模具）»: a label an option was shown with. */
const LABELLED = /^(?<name>[^（(]+)[（(](?<hint>[^）)]+)[）)]$/;

/** Looks a name up; a label of an option («name（hint）») and an id are understood as well. */
export async function matchName(
  scope: ResolveScope,
  entity: Findable,
  said: string,
  customerId?: string,
): Promise<NameMatch> {
  const within = customerId ? { customer_id: customerId } : {};
  if (UUID.test(said)) return { kind: 'one', row: { id: said.toLowerCase(), name: said, label: said } };
  const match = await findByName(scope, { entity, name: said, ...within });
  const labelled = match.kind === 'none' ? LABELLED.exec(said)?.groups : undefined;
  if (!labelled) return match;
  const base = await findByName(scope, { entity, name: labelled['name'] ?? '', ...within });
  if (base.kind !== 'many') return base;
  const fitting = base.options.filter((option) => option.label.includes(labelled['hint'] ?? ''));
  return fitting[0] && fitting.length === 1 ? { kind: 'one', row: fitting[0] } : base;
}

/**
 * The id of the one record a name means.
 * @throws AppError `tools.ambiguous` with options that resolve, `tools.not_found` with what is written alike
 */
export async function resolveName(scope: ResolveScope, entity: Findable, said: string): Promise<string> {
  const match = await matchName(scope, entity, said);
  if (match.kind === 'one') return match.row.id;
  throw await nameError(scope, entity, said, match);
}

/** The refusal that tells what a name may mean. */
export async function nameError(
  scope: ResolveScope,
  entity: Findable,
  said: string,
  match: Exclude<NameMatch, { kind: 'one' }>,
): Promise<AppError> {
  if (match.kind === 'none') return await notFound(scope, entity, said, match.near);
  const options = await choicesOf(scope, entity, match.options);
  return toolError('tools.ambiguous', { details: { name: said, label: LABELS[entity], count: match.total, options } });
}

async function notFound(
  scope: ResolveScope,
  entity: Findable,
  said: string,
  near: readonly NameOption[],
): Promise<AppError> {
  const names = [...new Set(near.map((option) => option.name))].join('、');
  const options = await choicesOf(scope, entity, near);
  return toolError('tools.not_found', {
    details: {
      name: said,
      label: LABELS[entity],
      near: names ? `相近的有：${names}。` : '请核对名称，或确认您有权查看。',
      ...(options.length > 0 ? { options } : {}),
    },
  });
}

/** Each record with a text that resolves to it alone. */
export async function choicesOf(
  scope: ResolveScope,
  entity: Findable,
  options: readonly NameOption[],
): Promise<NameChoice[]> {
  const unique = UNIQUE_TEXT[entity];
  const choices: NameChoice[] = [];
  for (const { id, name, label } of options) choices.push({ label, value: unique ? await unique(scope, id) : name });
  return choices;
}
