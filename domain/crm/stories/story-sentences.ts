import type { CustomerView } from '../../../kernel/contracts/crm.ts';
import type { ProfileView, StorySentence, StorySource } from '../../../kernel/contracts/profile.ts';
import { formatMoney } from '../../../kernel/format/money.ts';
import { formatDay, formatWhen } from '../../../kernel/format/when.ts';
import { HEALTH_LEVEL_WORDS, TIER_WORDS } from '../profiles/profile-words.ts';
import { ACTIVITY_KIND_WORDS, STAGE_WORDS } from '../words.ts';
import type { StoryActivity, StoryDeal, StoryPaper } from './story-facts.ts';

type Person = { readonly id: string; readonly name: string; readonly title: string | null };

const source = (entity: string, record: { readonly id: string }, title: string): StorySource => ({
  entity,
  entity_id: record.id,
  title,
});
/** Parts that are known, with a comma between them. */
const joined = (parts: readonly (string | null | false | undefined)[]): string => parts.filter(Boolean).join('，');

/** Who the customer is, who looks after it and who decides there. */
export function whoSentence(customer: CustomerView, decider: Person | undefined): StorySentence {
  const place = [customer.region, customer.city].filter(Boolean).join('');
  const kind = `${place}${place && customer.sector ? '的' : ''}${customer.sector ?? ''}`;
  return {
    part: 'who',
    text: `${joined([
      `${customer.name}是${kind ? `${kind}客户` : '我们的客户'}`,
      customer.employees !== null && `约 ${customer.employees} 人`,
      customer.source && `来自${customer.source}`,
      customer.owner_name ? `由${customer.owner_name}负责` : '目前没有负责人',
      decider && `决策人是${decider.name}${decider.title ? `（${decider.title}）` : ''}`,
    ])}。`,
    sources: [
      source('customer', customer, customer.name),
      ...(decider ? [source('contact', decider, decider.name)] : []),
    ],
  };
}

/** What it is worth: tier, purchases, and the contract in force. */
export function valueSentence(
  customer: CustomerView,
  profile: ProfileView,
  order: StoryPaper | undefined,
  contract: StoryPaper | undefined,
  now: Date,
): StorySentence {
  const bought =
    profile.orders > 0
      ? `属于${TIER_WORDS[profile.tier]}，统计期内成交 ${profile.orders} 次，共 ${formatMoney(profile.spent)}`
      : // An order of just now is not counted in the profile yet: the order itself says that they bought.
        !order && '统计期内还没有成交';
  return {
    part: 'value',
    text: `${joined([
      bought,
      order && `最近一单是 ${formatDay(order.day, now)} 的“${order.title}”`,
      contract && `合同“${contract.title}”到 ${formatDay(contract.day, now)} 到期`,
    ])}。`,
    sources: [
      source('customer_profile', customer, profile.tier_words),
      ...(order ? [source('sales_order', order, order.title)] : []),
      ...(contract ? [source('contract', contract, contract.title)] : []),
    ],
  };
}

/** What happened last. */
export function latelySentence(customer: CustomerView, last: StoryActivity | undefined, now: Date): StorySentence {
  if (!last)
    return {
      part: 'lately',
      text: '到现在还没有任何跟进记录。',
      sources: [source('customer', customer, customer.name)],
    };
  const count = last.lately > 0 ? `近 30 天一共跟进 ${last.lately} 次` : '之后 30 多天没有再跟进';
  return {
    part: 'lately',
    text: `最近一次是${last.who ?? '同事'} ${formatWhen(last.at, now)}的${ACTIVITY_KIND_WORDS[last.kind]}“${last.subject}”，${count}。`,
    sources: [source('activity', last, last.subject)],
  };
}

/** Where the deals stand; without any, how the last one ended. */
export function dealSentence(
  customer: CustomerView,
  open: readonly StoryDeal[],
  ended: readonly StoryDeal[],
  now: Date,
): StorySentence {
  const sources = (deals: readonly StoryDeal[]): StorySource[] =>
    deals.map((deal) => source('opportunity', deal, deal.name));
  const [largest, last] = [open[0], ended[0]];
  if (largest) {
    const close = largest.expected_close;
    const late = close !== null && Date.parse(`${close}T23:59:59+08:00`) < now.getTime();
    return {
      part: 'deals',
      text: `${joined([
        `有 ${largest.deals} 个商机在谈，共 ${formatMoney(largest.total)}`,
        `${largest.deals > 1 ? '最大的' : ''}“${largest.name}”在${STAGE_WORDS[largest.stage]}阶段`,
        close && (late ? `原定 ${formatDay(close, now)} 成交，已经过期` : `预计 ${formatDay(close, now)} 成交`),
      ])}。`,
      sources: sources(open),
    };
  }
  if (!last) return { part: 'deals', text: '目前没有商机。', sources: [source('customer', customer, customer.name)] };
  const when = last.closed_on ? ` ${formatDay(last.closed_on, now)}` : '';
  const why = last.stage === 'lost' && last.lost_reason ? `（${last.lost_reason}）` : '';
  return {
    part: 'deals',
    text: `目前没有在谈的商机，上一个“${last.name}”${when}${STAGE_WORDS[last.stage]}${why}。`,
    sources: sources([last]),
  };
}

/** How well it does and why; what is broken at present. */
export function riskSentence(
  customer: CustomerView,
  profile: ProfileView,
  issue: StoryPaper | undefined,
): StorySentence {
  const health =
    profile.health === null || profile.health_level === null
      ? '数据还不够，看不出健康状况'
      : `健康度 ${profile.health} 分，${HEALTH_LEVEL_WORDS[profile.health_level]}`;
  const causes = profile.causes.map(({ words }) => words).join('；');
  return {
    part: 'risk',
    text: `${joined([
      health,
      profile.health !== null && profile.confidence < 50 && `但只有 ${profile.confidence}% 的信号有数据`,
      issue && `还有 ${issue.number} 个交付问题没解决，最要紧的是“${issue.title}”`,
    ])}${causes ? `。主要原因：${causes}` : ''}。`,
    sources: [
      source('customer_profile', customer, profile.tier_words),
      ...(issue ? [source('delivery_issue', issue, issue.title)] : []),
    ],
  };
}

/** What comes next, or that nothing is planned. */
export function nextSentence(customer: CustomerView, plan: StoryActivity | undefined, now: Date): StorySentence {
  if (!plan)
    return {
      part: 'next',
      text: '还没有安排下一步，建议尽快约一次联系。',
      sources: [source('customer', customer, customer.name)],
    };
  const late = Date.parse(plan.at) < now.getTime();
  const what = `${plan.who ?? '同事'} ${formatWhen(plan.at, now)}的${ACTIVITY_KIND_WORDS[plan.kind]}“${plan.subject}”`;
  return {
    part: 'next',
    text: late ? `${what}已经过了时间还没完成，请先补上。` : `下一步是${what}。`,
    sources: [source('activity', plan, plan.subject)],
  };
}
