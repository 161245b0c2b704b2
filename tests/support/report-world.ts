import { Activity } from '../../db/entities/crm/activity.entity.ts';
import { Customer } from '../../db/entities/crm/customer.entity.ts';
import { Lead } from '../../db/entities/crm/lead.entity.ts';
import { Opportunity } from '../../db/entities/crm/opportunity.entity.ts';
import { Product } from '../../db/entities/crm/product.entity.ts';
import { StageChange } from '../../db/entities/crm/stage-change.entity.ts';
import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { Team } from '../../db/entities/identity/team.entity.ts';
import type { EntityManager } from '../../db/orm.ts';
import type { Stage } from '../../kernel/contracts/crm.ts';
import type { DataScope } from '../../kernel/contracts/identity.ts';
import { newId } from '../../kernel/ids.ts';
import { systemActor, type Actor } from '../../kernel/actor.ts';

const at = (day: string): Date => new Date(`${day}T12:00:00+08:00`);
const stamps = { createdAt: at('2026-09-01'), updatedAt: at('2026-09-01') };

/** Ids of a small sales organisation whose figures were worked out by hand (see the tests that use it). */
export interface ReportWorld {
  readonly east: string;
  readonly south: string;
  /** Two colleagues of the same name, one in each team. */
  readonly wangEast: string;
  readonly wangSouth: string;
  readonly zhao: string;
  readonly li: string;
  actor(userId: string, dataScope: DataScope, teamId?: string | null): Actor;
}

/** Writes two teams, six people, three products and customers, ten deals, five activities and four leads. */
export async function makeReportWorld(em: EntityManager): Promise<ReportWorld> {
  const team = (name: string, region: string) =>
    em.create(Team, { id: newId(), name, region, createdAt: at('2025-01-01') });
  const [east, south] = [team('华东一组', '华东'), team('华南一组', '华南')];
  const user = (username: string, name: string, teamId: string) =>
    em.create(AppUser, { id: newId(), username, name, role: 'salesperson', team: teamId, ...stamps }).id;
  em.persist([east, south]);
  await em.flush();
  east.managerId = user('chen', '陈静', east.id);
  south.managerId = user('zhou', '周强', south.id);
  const wangEast = user('wang1', '王磊', east.id);
  const wangSouth = user('wang2', '王磊', south.id);
  const zhao = user('zhao', '赵敏', south.id);
  const li = user('li', '李娜', east.id);
  await em.flush();
  const people = {
    wangEast: [wangEast, east.id],
    wangSouth: [wangSouth, south.id],
    zhao: [zhao, south.id],
    li: [li, east.id],
  } as const;
  await makeRecords(em, people);
  return {
    east: east.id,
    south: south.id,
    wangEast,
    wangSouth,
    zhao,
    li,
    actor: (userId, dataScope, teamId = null) => ({
      ...systemActor(['report.read']),
      kind: 'person',
      userId,
      teamId,
      dataScope,
    }),
  };
}

type People = Readonly<Record<'wangEast' | 'wangSouth' | 'zhao' | 'li', readonly [user: string, team: string]>>;

async function makeRecords(em: EntityManager, people: People): Promise<void> {
  const product = (name: string, series: string) => em.create(Product, { id: newId(), name, series, ...stamps }).id;
  const products = {
    basic: product('云表基础版', '云表'),
    pro: product('云表专业版', '云表'),
    box: product('数据盒', '盒子'),
  };
  const customer = (name: string, who: keyof People, rest: { sector?: string; region?: string; source?: string }) =>
    em.create(Customer, {
      id: newId(),
      name,
      owner: people[who][0],
      team: people[who][1],
      searchText: name,
      lastActivityAt: null,
      ...rest,
      ...stamps,
    }).id;
  const customers = {
    machines: customer('远景机械', 'wangEast', { sector: '制造', region: '华东', source: '展会' }),
    software: customer('启明软件', 'zhao', { sector: '软件', region: '华南', source: '官网' }),
    food: customer('丰年食品', 'li', { region: '西北' }),
  };
  await em.flush();
  makeDeals(em, people, customers, products);
  makeActivities(em, people, customers);
  makeLeads(em, people);
  await em.flush();
}

type Deal = [
  who: keyof People,
  customer: string | null,
  product: string | null,
  stage: Stage,
  probability: number,
  amount: number | null,
  opened: string | null,
  end: string | null,
  moves?: [Stage | null, Stage, string][],
];

function makeDeals(
  em: EntityManager,
  people: People,
  { machines, software, food }: Record<'machines' | 'software' | 'food', string>,
  { basic, pro, box }: Record<'basic' | 'pro' | 'box', string>,
): void {
  const deals: Deal[] = [
    [
      'wangEast',
      machines,
      basic,
      'won',
      100,
      100_000,
      '2026-09-01',
      '2026-10-11',
      [
        [null, 'prospecting', '2026-09-01'],
        ['prospecting', 'qualification', '2026-09-10'],
        ['qualification', 'proposal', '2026-09-20'],
        ['proposal', 'won', '2026-10-11'],
      ],
    ],
    [
      'wangEast',
      machines,
      pro,
      'lost',
      0,
      50_000,
      '2026-09-10',
      '2026-10-20',
      [
        [null, 'prospecting', '2026-09-10'],
        ['prospecting', 'qualification', '2026-09-15'],
        ['qualification', 'lost', '2026-10-20'],
      ],
    ],
    ['zhao', software, pro, 'won', 100, 300_000, '2026-08-01', '2026-10-30'],
    ['li', food, box, 'won', 100, 60_000, '2026-09-05', '2026-09-25'],
    ['wangSouth', null, basic, 'won', 100, 40_000, '2026-10-01', '2026-11-05'],
    [
      'zhao',
      software,
      basic,
      'negotiation',
      70,
      200_000,
      '2026-10-10',
      '2026-12-15',
      [
        [null, 'prospecting', '2026-10-10'],
        ['prospecting', 'negotiation', '2026-10-20'],
      ],
    ],
    ['li', machines, box, 'proposal', 50, 80_000, '2026-11-01', '2026-11-10'],
    ['wangEast', null, null, 'prospecting', 10, null, null, null],
    ['li', food, pro, 'lost', 0, null, '2025-10-01', '2025-10-15'],
    ['wangEast', machines, pro, 'won', 100, 90_000, '2025-09-01', '2025-10-10'],
  ];
  for (const [who, customer, product, stage, probability, amount, openedOn, end, moves] of deals) {
    const id = newId();
    const ended = stage === 'won' || stage === 'lost';
    em.create(Opportunity, {
      id,
      name: '商机',
      customer,
      product,
      stage,
      probability,
      amount,
      openedOn,
      owner: people[who][0],
      team: people[who][1],
      expectedClose: ended ? null : end,
      closedOn: ended ? end : null,
      searchText: '商机',
      stageChangedAt: at('2026-11-10'),
      ...stamps,
    });
    for (const [fromStage, toStage, day] of moves ?? [[null, stage, '2026-11-10'] as const]) {
      em.create(StageChange, { id: newId(), opportunity: id, fromStage, toStage, changedAt: at(day) });
    }
  }
}

function makeActivities(
  em: EntityManager,
  people: People,
  customers: Record<'machines' | 'software' | 'food', string>,
): void {
  const rows = [
    ['wangEast', 'call', 'done', '2026-11-02', customers.machines],
    ['wangEast', 'visit', 'done', '2026-11-16', customers.machines],
    ['wangEast', 'call', 'planned', '2026-11-17', customers.machines],
    ['zhao', 'wechat', 'done', '2026-11-17', customers.software],
    ['li', 'meeting', 'planned', '2026-11-20', customers.food],
  ] as const;
  for (const [who, kind, status, day, customer] of rows) {
    em.create(Activity, {
      id: newId(),
      kind,
      status,
      subject: '跟进',
      customer,
      owner: people[who][0],
      team: people[who][1],
      dueAt: status === 'planned' ? at(day) : null,
      occurredAt: status === 'done' ? at(day) : null,
      ...stamps,
    });
  }
}

function makeLeads(em: EntityManager, people: People): void {
  const rows = [
    ['wangEast', 'converted', '2026-10-05', '展会', '华东'],
    ['zhao', 'new', '2026-10-06', '官网', '华南'],
    [null, 'new', '2026-11-01', '官网', '东北'],
    ['li', 'qualified', '2026-11-03', null, null],
  ] as const;
  for (const [who, status, day, source, region] of rows) {
    em.create(Lead, {
      id: newId(),
      name: '线索',
      status,
      source,
      region,
      owner: who && people[who][0],
      team: who && people[who][1],
      convertedAt: status === 'converted' ? at('2026-10-20') : null,
      searchText: '线索',
      createdAt: at(day),
      updatedAt: at(day),
    });
  }
}
