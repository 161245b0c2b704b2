import type { Role } from '../../../kernel/contracts/identity.ts';
import type { TeamRow, UserRow } from './demo-rows.ts';
import type { Era } from './era.ts';
import { REGIONS, type Region } from './places.ts';
import { DAY_MS } from './working-time.ts';

/** Somebody who sells, with what makes their figures differ from the others'. */
export interface Salesperson {
  readonly row: UserRow;
  readonly region: Region;
  /** Factor on the chance of winning. */
  readonly strength: number;
  /** Factor on how much they do. */
  readonly pace: number;
  readonly joined: Date;
}

export interface Crew {
  readonly teams: readonly TeamRow[];
  readonly users: readonly UserRow[];
  readonly sellers: readonly Salesperson[];
  readonly managers: Readonly<Record<Region, UserRow>>;
  readonly marketer: UserRow;
  readonly customerSuccess: UserRow;
}

/** User names of the two people one can log in as. */
export const DEMO_SALESPERSON = 'demo-sales';
export const DEMO_MANAGER = 'demo-manager';

const MANAGERS: Readonly<Record<Region, readonly [username: string, name: string]>> = {
  华东: [DEMO_MANAGER, '陈建平'],
  华南: ['huang.zhiqiang', '黄志强'],
  华北: ['liu.haiyan', '刘海燕'],
};

/** User name, name, region, strength, pace and days in the company; who came lately owns only what came after. */
const SELLERS = [
  [DEMO_SALESPERSON, '王磊', '华东', 1.1, 1.2, 1250],
  ['shen.jiayi', '沈佳怡', '华东', 1.32, 1.1, 1300],
  ['gu.xiaofeng', '顾晓峰', '华东', 0.9, 0.95, 1120],
  ['xu.wenjing', '徐文静', '华东', 1.05, 1, 1400],
  ['lu.zihao', '陆子豪', '华东', 0.72, 1.25, 210],
  ['lin.jiahao', '林嘉豪', '华南', 1.22, 1.05, 1200],
  ['liang.meiling', '梁美玲', '华南', 1.08, 0.9, 1500],
  ['he.weiming', '何伟明', '华南', 0.82, 0.85, 1130],
  ['tan.xue', '谭雪', '华南', 1, 1.15, 1180],
  ['luo.zhiyuan', '罗志远', '华南', 0.74, 0.8, 1210],
  ['zhang.yang', '张洋', '华北', 1.02, 1.1, 1150],
  ['li.jing', '李静', '华北', 1.28, 0.95, 1400],
  ['zhao.pengfei', '赵鹏飞', '华北', 0.86, 1.2, 1160],
  ['sun.qian', '孙倩', '华北', 0.7, 1, 130],
  ['ma.guodong', '马国栋', '华北', 0.95, 0.7, 1600],
] as const;

/** Three teams, each with a manager and five salespeople, beside one marketer and one for customer success. */
export function makePeople({ dice, time }: Era): Crew {
  const founded = time.ago(1700);
  const user = (username: string, name: string, role: Role, team: TeamRow | null, joined: Date): UserRow => ({
    id: dice.id(joined),
    username,
    name,
    password_hash: null,
    role,
    team_id: team?.id ?? null,
    created_at: joined,
    updated_at: joined,
  });
  const teams: TeamRow[] = [];
  const lead = (region: Region): UserRow => {
    const [username, name] = MANAGERS[region];
    const team = { id: dice.id(founded), name: `${region}销售部`, region, manager_id: '', created_at: founded };
    const manager = user(username, name, 'sales_manager', team, founded);
    teams.push({ ...team, manager_id: manager.id });
    return manager;
  };
  const managers = { 华东: lead('华东'), 华南: lead('华南'), 华北: lead('华北') };
  const sellers = SELLERS.map(([username, name, region, strength, pace, days]): Salesperson => {
    const joined = time.moment(time.ago(days + 1), time.ago(days));
    const team = teams.find((one) => one.region === region) ?? null;
    return { row: user(username, name, 'salesperson', team, joined), region, strength, pace, joined };
  });
  const marketer = user('zhou.yutong', '周雨桐', 'marketer', null, time.ago(800));
  const customerSuccess = user('wu.xiaomin', '吴晓敏', 'customer_success', null, time.ago(750));
  const users = [
    ...REGIONS.map((region) => managers[region]),
    ...sellers.map(({ row }) => row),
    marketer,
    customerSuccess,
  ];
  return { teams, users, sellers, managers, marketer, customerSuccess };
}

/** Somebody counts as new for so many days and is given more of what comes up, having no customers yet. */
const NEW_DAYS = 240;

/** Who gets what comes up in a region at a moment: somebody who was there already, the busy and the new more often. */
export function sellerFor({ dice }: Era, crew: Crew, region: Region, at: Date): Salesperson {
  const there = crew.sellers.filter((one) => one.region === region && one.joined <= at);
  const isNew = (one: Salesperson) => at.getTime() - one.joined.getTime() < NEW_DAYS * DAY_MS;
  return dice.weighted(there, (one) => one.pace * (isNew(one) ? 2.2 : 1));
}
