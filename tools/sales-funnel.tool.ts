import { z } from 'zod';
import { salesFunnel } from '../domain/reports/sales-funnel.ts';
import { given, maybeOwner, maybePeriod, maybeProduct, maybeRegion, maybeTeam } from './arguments.ts';
import { answer, sentences } from './present/answer.ts';
import { reportParts } from './present/report-parts.ts';
import { resolvePerson } from './resolve/person.ts';
import { resolveTeam } from './resolve/team.ts';
import { readTool } from './tool.ts';

export const salesFunnelTool = readTool({
  name: 'sales_funnel',
  title: '销售漏斗',
  description: '销售漏斗：各阶段在手商机数、金额和转化率，以及这段时间的赢单输单。可按人、团队、区域、产品、时间看。',
  permission: 'report.read',
  input: z.strictObject({
    owner: maybeOwner,
    team: maybeTeam,
    region: maybeRegion,
    product: maybeProduct,
    period: maybePeriod(),
  }),
  phrases: [
    '{period}的销售漏斗',
    '看看{region}的漏斗',
    '{owner}的漏斗图',
    '{team}{period}销售漏斗什么样',
    '{product}的转化漏斗',
    '漏斗给我看一下',
    '{period}各阶段漏斗',
    '{region}{period}漏斗情况',
    '画一个{team}的销售漏斗',
    '{owner}{period}的漏斗',
    '我的漏斗',
  ],
  answer: async (scope, said) => {
    const [owner, team, region, product] = [said.owner, said.team, said.region, said.product].map(given);
    const person = owner ? await resolvePerson(scope, owner) : undefined;
    const unit = team ? await resolveTeam(scope, team) : undefined;
    const report = await salesFunnel(scope, {
      ...(person ? { owner: person.id } : {}),
      ...(unit ? { team: unit.name } : {}),
      ...(region ? { region } : {}),
      ...(product ? { product } : {}),
      ...(said.period ? { period: said.period } : {}),
    });
    const whose = [person?.words, unit?.name, region, product].filter(Boolean).join('、');
    const empty = Number(report.totals['open_count'] ?? 0) === 0;
    return answer({
      text: sentences(
        whose && `${whose}：`,
        empty ? '目前没有在谈的商机，漏斗是空的。' : undefined,
        ...(empty ? report.findings.slice(1) : report.findings),
      ),
      parts: reportParts(report, '销售漏斗'),
      suggestions: [
        person && !person.isSpeaker ? `${person.name}有哪些停滞的商机` : '哪些商机超过30天没动',
        '本月预计能签的单子',
        '各团队的赢率',
      ],
    });
  },
});
