import { listCustomers } from '../../domain/crm/customers/list-customers.ts';
import { listLeads } from '../../domain/crm/leads/list-leads.ts';
import { listOpportunities } from '../../domain/crm/opportunities/list-opportunities.ts';
import { listProducts } from '../../domain/crm/products/list-products.ts';
import { listTeams } from '../../domain/identity/teams.ts';
import { listUsers } from '../../domain/identity/users.ts';
import { slotOf, type SlotKind } from '../../kernel/slots.ts';
import type { Tool, ToolScope } from '../tool.ts';

/** A word for each kind of place in a phrase; kinds without one make no example. */
export type ExampleWords = Readonly<Partial<Record<SlotKind | 'metric' | 'dimension' | 'receiver', string>>>;

const FIXED: ExampleWords = {
  person: '我',
  period: '本月',
  instant: '明天下午3点',
  day: '月底',
  days: '30天',
  money: '50万',
  stage: '商务谈判',
  lead_status: '已联系',
  tags: '重点客户',
  free_text: '对方要一份报价',
  name: '李明',
  phone: '13800000000',
  metric: '赢单金额',
  dimension: '团队',
};

/** Words from what the actor really sees, so that the examples work when they are sent. */
export async function exampleWords(scope: Pick<ToolScope, 'em' | 'actor' | 'clock'>): Promise<ExampleWords> {
  if (!scope.actor.permissions.has('crm.read')) return FIXED;
  const one = { page: 1, page_size: 1, sort: '-updated_at' };
  const [customer] = (await listCustomers(scope, one)).items;
  const [lead] = (await listLeads(scope, one)).items;
  const [deal] = (await listOpportunities(scope, { ...one, open: true })).items;
  const [product] = (await listProducts(scope, { page: 1, page_size: 1 })).items;
  const [team] = await listTeams(scope);
  const people = (await listUsers(scope, { page: 1, page_size: 20 })).items;
  const colleague = people.find((user) => user.id !== scope.actor.userId && user.active);
  return {
    ...FIXED,
    ...found('customer', customer?.short_name ?? customer?.name),
    ...found('region', customer?.region),
    ...found('sector', customer?.sector),
    ...found('tag', customer?.tags[0]),
    ...found('lead', lead?.name),
    ...found('source', lead?.source),
    ...found('opportunity', deal?.name),
    ...found('product', product?.name),
    ...found('team', team?.name),
    ...found('receiver', colleague?.name),
  };
}

function found(kind: keyof ExampleWords, word: string | null | undefined): ExampleWords {
  return word ? { [kind]: word } : {};
}

/** The first way to ask for a tool that can be filled with the words; with «某客户» where none can. */
export function exampleOf(tool: Pick<Tool, 'phrases' | 'input'>, words: ExampleWords): string {
  const shape = tool.input.shape as Readonly<Record<string, Parameters<typeof slotOf>[0]>>;
  const fill = (phrase: string, otherwise?: (name: string) => string): string | undefined => {
    let complete = true;
    const text = phrase.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
      const kind = kindOf(shape, name);
      const word = (kind && words[kind]) ?? otherwise?.(name);
      if (word === undefined) complete = false;
      return word ?? whole;
    });
    return complete ? text : undefined;
  };
  for (const phrase of tool.phrases) {
    const text = fill(phrase);
    if (text) return text;
  }
  const labelOf = (name: string): string => `某${(shape[name] && slotOf(shape[name])?.label) ?? '项'}`;
  return fill(tool.phrases[0] ?? '', labelOf) ?? '';
}

/** What a place of a phrase stands for: an argument's slot, or the kind it is named after. */
function kindOf(
  shape: Readonly<Record<string, Parameters<typeof slotOf>[0]>>,
  name: string,
): keyof ExampleWords | undefined {
  if (name === 'to') return 'receiver';
  const schema = shape[name];
  return schema ? slotOf(schema)?.slot : (name as keyof ExampleWords);
}
