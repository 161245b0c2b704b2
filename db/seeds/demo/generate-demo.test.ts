import { beforeAll, describe, expect, it } from 'vitest';
import { localDay } from '../../../kernel/time-phrases/local-day.ts';
import { isWorkday } from '../../../kernel/time-phrases/workdays.ts';
import { searchText } from '../../../kernel/search-text.ts';
import type { ActivityRow, DemoData, OpportunityRow } from './demo-rows.ts';
import { DEMO_SEED, generateDemo } from './generate-demo.ts';
import { DEMO_MANAGER, DEMO_SALESPERSON } from './people.ts';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-18T10:20:00+08:00');
let demo: DemoData;

beforeAll(() => {
  demo = generateDemo(DEMO_SEED, NOW);
});

const closed = (rows: readonly OpportunityRow[]) => rows.filter((row) => row.closed_on !== null);
const open = (rows: readonly OpportunityRow[]) => rows.filter((row) => row.closed_on === null);
const done = (rows: readonly ActivityRow[]) => rows.filter((row) => row.status === 'done');
const planned = (rows: readonly ActivityRow[]) => rows.filter((row) => row.status === 'planned');

function winRate(rows: readonly OpportunityRow[]): number {
  return rows.filter((row) => row.stage === 'won').length / closed(rows).length;
}

describe('how much there is', () => {
  it('has exactly the people, records and catalogue it promises', () => {
    const counts = Object.fromEntries(Object.entries(demo).map(([table, rows]) => [table, rows.length]));
    expect(counts).toMatchObject({
      team: 3,
      app_user: 20,
      product: 8,
      tag: 10,
      customer: 304,
      pool: 1,
      pool_entry: 12,
      contact: 800,
      lead: 600,
      opportunity: 400,
    });
    expect(demo.activity.length).toBeGreaterThan(6000);
    expect(demo.activity.length).toBeLessThan(8000);
    expect(new Set(demo.product.map((row) => row.series)).size).toBe(3);
  });

  it('has three teams with a manager and five salespeople each, and two logins to be given a password', () => {
    for (const team of demo.team) {
      const members = demo.app_user.filter((user) => user.team_id === team.id);
      expect(members.filter((user) => user.role === 'salesperson')).toHaveLength(5);
      expect(members.find((user) => user.id === team.manager_id)?.role).toBe('sales_manager');
    }
    expect(
      demo.app_user
        .filter((user) => user.team_id === null)
        .map((user) => user.role)
        .sort(),
    ).toEqual(['customer_success', 'marketer']);
    const roleOf = (username: string) => demo.app_user.find((user) => user.username === username)?.role;
    expect(roleOf(DEMO_SALESPERSON)).toBe('salesperson');
    expect(roleOf(DEMO_MANAGER)).toBe('sales_manager');
    expect(demo.app_user.every((user) => user.password_hash === null)).toBe(true);
  });
});

describe('determinism', () => {
  it('gives the same rows for the same seed and moment, ids included', () => {
    expect(generateDemo(DEMO_SEED, NOW)).toEqual(demo);
  });

  it('gives another company for another seed', () => {
    const other = generateDemo(1, NOW);
    expect(other.customer.map((row) => row.name)).not.toEqual(demo.customer.map((row) => row.name));
    expect(other.customer).toHaveLength(304);
  });
});

describe('references', () => {
  it('has ids that are unique in their table and names that do not repeat', () => {
    for (const rows of Object.values(demo) as Array<readonly { id?: string }[]>) {
      const ids = rows.flatMap((row) => (row.id ? [row.id] : []));
      expect(new Set(ids).size).toBe(ids.length);
    }
    expect(new Set(demo.customer.map((row) => row.name)).size).toBe(304);
    expect(new Set(demo.customer.map((row) => row.short_name)).size).toBe(304);
  });

  it('points only to rows there are, with the customer of contact and deal', () => {
    const contacts = new Map(demo.contact.map((row) => [row.id, row.customer_id]));
    const deals = new Map(demo.opportunity.map((row) => [row.id, row.customer_id]));
    const customers = new Set(demo.customer.map((row) => row.id));
    const leads = new Map(demo.lead.map((row) => [row.id, row.customer_id]));
    for (const row of demo.activity) {
      expect(row.customer_id ?? row.lead_id).toBeTruthy();
      if (row.customer_id) expect(customers.has(row.customer_id)).toBe(true);
      if (row.contact_id) expect(contacts.get(row.contact_id)).toBe(row.customer_id);
      if (row.opportunity_id) expect(deals.get(row.opportunity_id)).toBe(row.customer_id);
      if (row.lead_id) expect(leads.get(row.lead_id)).toBe(row.customer_id);
    }
    const users = new Map(demo.app_user.map((row) => [row.id, row.team_id]));
    for (const row of [...demo.customer, ...demo.opportunity, ...demo.activity])
      expect(users.get(row.owner_id ?? '') ?? null).toBe(row.team_id);
  });

  it('keeps regions, cities and teams together', () => {
    const regionOf = new Map(demo.team.map((team) => [team.id, team.region]));
    const owned = demo.customer.filter((row) => row.owner_id !== null);
    for (const row of [...owned, ...demo.lead]) expect(regionOf.get(row.team_id ?? '')).toBe(row.region);
    const regions = new Map<string, Set<string>>();
    for (const row of demo.customer) regions.set(row.city, (regions.get(row.city) ?? new Set()).add(row.region));
    for (const seen of regions.values()) expect(seen.size).toBe(1);
  });

  it('gives converted leads, and only them, their customer', () => {
    const customers = new Map(demo.customer.map((row) => [row.id, row]));
    const converted = demo.lead.filter((row) => row.status === 'converted');
    expect(converted.length).toBeGreaterThan(80);
    for (const row of demo.lead) {
      expect(row.customer_id !== null).toBe(row.status === 'converted');
      expect(row.converted_at !== null).toBe(row.status === 'converted');
      if (!row.customer_id) continue;
      expect(customers.get(row.customer_id)?.name).toBe(row.company);
      expect(demo.contact.some((one) => one.customer_id === row.customer_id && one.name === row.name)).toBe(true);
    }
  });
});

describe('time', () => {
  it('has done nothing in the future and nothing before it could be', () => {
    const since = new Map([...demo.customer, ...demo.lead, ...demo.opportunity].map((row) => [row.id, row.created_at]));
    for (const row of done(demo.activity)) {
      expect(row.occurred_at!.getTime()).toBeLessThanOrEqual(NOW.getTime());
      for (const id of [row.lead_id, row.opportunity_id]) if (id) expect(row.occurred_at! >= since.get(id)!).toBe(true);
    }
    for (const rows of Object.values(demo) as Array<readonly { created_at?: Date; updated_at?: Date; at?: Date }[]>)
      for (const row of rows)
        for (const at of [row.created_at, row.updated_at, row.at]) if (at) expect(at <= NOW).toBe(true);
  });

  it('works in working hours, but for an evening now and then', () => {
    const hours = done(demo.activity).map((row) => new Date(row.occurred_at!.getTime() + 8 * 3_600_000).getUTCHours());
    expect(hours.filter((hour) => hour < 9 || hour > 18).length / hours.length).toBeLessThan(0.03);
    const free = done(demo.activity).filter((row) => !isWorkday(localDay(row.occurred_at!)));
    expect(free.length / demo.activity.length).toBeLessThan(0.08);
  });

  it('dates the last activity of everything by what was done', () => {
    for (const [key, rows] of [
      ['customer_id', demo.customer],
      ['lead_id', demo.lead],
      ['opportunity_id', demo.opportunity],
    ] as const) {
      const last = new Map<string, Date>();
      for (const row of done(demo.activity)) {
        const id = row[key];
        if (id && (last.get(id) ?? new Date(0)) < row.occurred_at!) last.set(id, row.occurred_at!);
      }
      for (const row of rows) expect(row.last_activity_at).toEqual(last.get(row.id) ?? null);
    }
  });

  it('has plans that are overdue, for today and for the next two weeks, for every salesperson', () => {
    const today = localDay(NOW);
    const sellers = demo.app_user.filter((user) => user.role === 'salesperson');
    for (const seller of sellers) {
      const days = planned(demo.activity)
        .filter((row) => row.owner_id === seller.id)
        .map((row) => localDay(row.due_at!));
      expect(days.length).toBeGreaterThan(3);
      expect(days).toContain(today);
      expect(days.some((day) => day > today)).toBe(true);
    }
    const dues = planned(demo.activity).map((row) => row.due_at!.getTime());
    expect(dues.filter((due) => due < NOW.getTime() - DAY_MS).length).toBeGreaterThan(25);
    expect(Math.max(...dues)).toBeLessThan(NOW.getTime() + 15 * DAY_MS);
  });
});

describe('the funnel', () => {
  it('tells each deal’s way from its opening to the stage it is in', () => {
    const moves = Map.groupBy(demo.stage_change, (row) => row.opportunity_id);
    for (const deal of demo.opportunity) {
      const way = moves.get(deal.id) ?? [];
      expect(way[0]).toMatchObject({ from_stage: null, changed_at: deal.created_at });
      expect(way.at(-1)).toMatchObject({ to_stage: deal.stage, changed_at: deal.stage_changed_at });
      for (const [place, move] of way.entries()) {
        if (place === 0) continue;
        expect(move.from_stage).toBe(way[place - 1]!.to_stage);
        expect(move.changed_at >= way[place - 1]!.changed_at).toBe(true);
      }
    }
  });

  it('closes deals in order, with a reason when they are lost', () => {
    for (const deal of demo.opportunity) {
      expect(deal.lost_reason !== null).toBe(deal.stage === 'lost');
      expect(deal.closed_on !== null).toBe(deal.stage === 'won' || deal.stage === 'lost');
      expect(deal.expected_close >= deal.opened_on).toBe(true);
      if (deal.closed_on) expect(deal.closed_on >= deal.opened_on).toBe(true);
      if (deal.stage === 'won') expect(deal.amount).toBeGreaterThan(0);
    }
  });

  it('wins a believable share, the strong more than the weak, referrals more than cold calls', () => {
    expect(winRate(demo.opportunity)).toBeGreaterThan(0.25);
    expect(winRate(demo.opportunity)).toBeLessThan(0.65);
    const rateOf = (name: string) => {
      const id = demo.app_user.find((user) => user.name === name)?.id;
      return winRate(demo.opportunity.filter((row) => row.owner_id === id));
    };
    expect(rateOf('沈佳怡')).toBeGreaterThan(rateOf('罗志远') + 0.1);
    const bySource = (source: string) => winRate(demo.opportunity.filter((row) => row.source === source));
    expect(bySource('转介绍')).toBeGreaterThan(bySource('电话营销'));
  });

  it('has deals asleep for more than 30 days and others alive', () => {
    const asleep = open(demo.opportunity).filter(
      (row) => Math.max(Number(row.stage_changed_at), Number(row.last_activity_at)) < NOW.getTime() - 30 * DAY_MS,
    );
    expect(asleep.length).toBeGreaterThan(7);
    expect(asleep.length).toBeLessThan(open(demo.opportunity).length / 2);
  });

  it('costs more for the larger product, spread to the right', () => {
    const amounts = (nick: string) => {
      const product = demo.product.find((row) => row.name.includes(nick));
      const own = demo.opportunity.flatMap((row) => (row.product_id === product?.id && row.amount ? [row.amount] : []));
      return own.sort((left, right) => left - right);
    };
    const middle = (values: number[]) => values[Math.floor(values.length / 2)] ?? Number.NaN;
    expect(middle(amounts('MES'))).toBeGreaterThan(middle(amounts('会议平板')) * 2);
    const all = demo.opportunity.flatMap((row) => row.amount ?? []).sort((left, right) => left - right);
    expect(all.reduce((sum, one) => sum + one, 0) / all.length).toBeGreaterThan(middle(all) * 1.1);
  });
});

describe('the public pool and duplicates', () => {
  it('holds customers nobody is at, each given back by a colleague with a reason', () => {
    const customers = new Map(demo.customer.map((row) => [row.id, row]));
    const openDeals = new Set(open(demo.opportunity).map((row) => row.customer_id));
    const shown = demo.app_user.find((row) => row.username === DEMO_SALESPERSON)!.id;
    for (const entry of demo.pool_entry) {
      const customer = customers.get(entry.customer_id)!;
      expect(customer).toMatchObject({ owner_id: null, team_id: null });
      expect(openDeals.has(customer.id)).toBe(false);
      expect(entry.from_user_id).not.toBe(shown);
      expect(entry.entered_at > customer.last_activity_at!).toBe(true);
      expect(entry.reason).not.toBe('');
    }
    expect(demo.customer.filter((row) => row.owner_id === null)).toHaveLength(demo.pool_entry.length);
  });

  it('has four customers twice, written differently, with one number', () => {
    const digits = (phone: string) => phone.replaceAll(/\D/g, '');
    const same = Map.groupBy(demo.customer, (row) => digits(row.phone));
    const twins = [...same.values()].filter((rows) => rows.length > 1);
    expect(twins).toHaveLength(4);
    for (const [one, other] of twins) expect(one!.name).not.toBe(other!.name);
  });
});

describe('words', () => {
  it('keeps a search text of names and pinyin', () => {
    for (const row of demo.customer.slice(0, 20)) expect(row.search_text).toBe(searchText(row.name, row.short_name));
    for (const row of demo.lead.slice(0, 20)) expect(row.search_text).toBe(searchText(row.name, row.company));
  });

  it('uses numbers in no network and addresses in the reserved domain', () => {
    for (const row of [...demo.contact, ...demo.lead]) {
      expect(row.phone).toMatch(/^(154|163|164|169|179)\d{8}$/);
      if (row.email) expect(row.email).toMatch(/^[a-z]+@[a-z]+\.example\.com$/);
    }
  });

  it('writes notes in well over a hundred different sentences, with every slot filled', () => {
    const sentences = new Set<string>();
    for (const row of done(demo.activity)) {
      expect(row.content).toMatch(/^[^{}|]+。$/);
      for (const sentence of row.content!.split('。')) sentences.add(sentence);
    }
    expect(sentences.size).toBeGreaterThan(600);
  });

  it('tells the story of every customer in order', () => {
    const stories = Map.groupBy(demo.timeline_entry, (row) => row.customer_id);
    expect(stories.size).toBe(304);
    for (const customer of demo.customer) {
      const story = stories.get(customer.id) ?? [];
      expect(story[0]?.at).toEqual(customer.created_at);
      expect(story.some((line) => line.kind === 'customer.created')).toBe(true);
    }
  });
});

describe('any date', () => {
  it.each([
    '2026-02-20T11:00:00+08:00',
    '2026-10-05T16:00:00+08:00',
    '2027-01-01T00:10:00+08:00',
    '2026-12-31T23:50:00+08:00',
    '2028-02-29T08:00:00+08:00',
    '2026-06-14T21:00:00+08:00',
  ])('has won and lost deals of the last seven days, a last month and plans for today at %s', (moment) => {
    const now = new Date(moment);
    const data = generateDemo(DEMO_SEED, now);
    const [today, weekAgo] = [localDay(now), localDay(new Date(now.getTime() - 6 * DAY_MS))];
    const week = data.opportunity.filter((row) => row.closed_on && row.closed_on >= weekAgo && row.closed_on <= today);
    expect(week.filter((row) => row.stage === 'won').length).toBeGreaterThanOrEqual(2);
    expect(week.some((row) => row.stage === 'lost')).toBe(true);
    const monthAgo = localDay(new Date(now.getTime() - 31 * DAY_MS));
    expect(data.opportunity.filter((row) => row.stage === 'won' && row.closed_on! >= monthAgo).length).toBeGreaterThan(
      5,
    );
    expect(planned(data.activity).some((row) => localDay(row.due_at!) === today)).toBe(true);
    for (const row of done(data.activity)) expect(row.occurred_at! <= now).toBe(true);
    expect(data.activity.length).toBeGreaterThan(6000);
    expect(data.activity.length).toBeLessThan(8000);
  });
});

describe('what was sold', () => {
  const today = localDay(NOW);

  it('makes an order of each won deal but the latest three, which wait for theirs', () => {
    const won = demo.opportunity.filter((row) => row.stage === 'won');
    const ordered = new Map(demo.sales_order.map((row) => [row.opportunity_id, row]));
    expect(ordered.size).toBe(demo.sales_order.length);
    const waiting = won.filter((row) => !ordered.has(row.id)).map((row) => row.closed_on ?? '');
    expect(waiting).toHaveLength(3);
    for (const deal of won) {
      const order = ordered.get(deal.id);
      if (!order) continue;
      expect([order.customer_id, order.amount, order.ordered_on]).toEqual([
        deal.customer_id,
        deal.amount,
        deal.closed_on,
      ]);
      expect((deal.closed_on ?? '') <= waiting.toSorted()[0]!).toBe(true);
    }
  });

  it('has contracts that end within three months, and payments that are late', () => {
    const soon = demo.contract.filter((row) => row.status === 'active' && row.ends_on < '2027-02-18');
    expect(soon.length).toBeGreaterThan(5);
    expect(demo.contract.every((row) => row.ends_on < today === (row.status === 'expired'))).toBe(true);
    const owed = demo.contract_milestone.filter((row) => row.due_on < today && row.done_on === null);
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.every((row) => row.paid_amount === 0)).toBe(true);
  });

  it('delivers what was ordered lately, one task of the person to look around as is late', () => {
    const orders = new Map(demo.sales_order.map((row) => [row.id, row]));
    const plans = new Map(demo.delivery_plan.map((row) => [row.id, orders.get(row.order_id)]));
    expect([...plans.values()].every((order) => order?.status === 'delivering')).toBe(true);
    const late = demo.delivery_task.filter((row) => row.due_on < today && row.status !== 'done');
    const seller = demo.app_user.find((user) => user.username === DEMO_SALESPERSON);
    expect(late.map((row) => plans.get(row.plan_id)?.owner_id)).toEqual([seller?.id]);
    expect(demo.delivery_issue.every((row) => orders.get(row.order_id)?.customer_id === row.customer_id)).toBe(true);
  });

  it('relates customers to others, each pair once and none to itself', () => {
    const pairs = demo.customer_relation.map((row) => `${row.from_id} ${row.to_id}`);
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(demo.customer_relation.every((row) => row.from_id !== row.to_id)).toBe(true);
    expect(new Set(demo.customer_relation.map((row) => row.kind))).toEqual(new Set(['referral', 'partner', 'parent']));
    for (const row of demo.customer_relation.filter(({ kind }) => kind === 'partner'))
      expect(row.from_id < row.to_id).toBe(true);
    const contacts = new Map(demo.contact.map((row) => [row.id, row]));
    for (const row of demo.decision_role) {
      expect(contacts.get(row.contact_id)?.customer_id).toBe(row.customer_id);
      expect(contacts.get(row.contact_id)?.decision_maker).toBe(row.role === 'decision_maker');
    }
  });
});
