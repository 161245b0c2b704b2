import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LeadView } from '../../../kernel/contracts/crm.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { ROLE_TABLE } from '../../identity/role-table.ts';
import { createActivity } from '../activities/create-activity.ts';
import { createLead } from '../leads/create-lead.ts';
import { updateLead } from '../leads/update-lead.ts';
import { getLeadScore } from './get-lead-score.ts';
import { scoreLeads } from './score-leads.ts';
import { scoreOpenLeads } from './score-open-leads.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

describe('in the store', () => {
  const make = async (name: string, more: object = {}): Promise<LeadView> =>
    await createLead(world.as('wang'), { name, ...more });

  it('a change asks for a new score in its own transaction, and a changed grade is told once', async () => {
    const made = await make('信号', { phone: '13800003333' });
    const touched = () => world.queued.filter(({ job }) => job === 'crm.lead_touched').length;
    expect(world.queued.at(-1)).toEqual({
      job: 'crm.lead_touched',
      payload: { lead_ids: [made.id], event: 'lead_created' },
    });
    const before = touched();
    await updateLead(world.as('wang'), { id: made.id, version: 1 });
    expect(touched()).toBe(before);
    await expect(
      createActivity(world.as('wang'), { lead_id: made.id, subject: '', kind: 'call', status: 'planned' }),
    ).rejects.toThrow();
    expect(touched()).toBe(before);

    const graded = () => world.queued.filter(({ job }) => job === 'crm.lead_graded').map(({ payload }) => payload);
    const score = async () => await scoreLeads(world.as('admin'), { ids: [made.id], event: 'lead_changed' });
    await score();
    await score();
    expect(graded()).toEqual([
      {
        lead_id: made.id,
        from_grade: null,
        to_grade: 'D',
        score: expect.any(Number),
        at: world.clock.now().toISOString(),
        event: 'lead_changed',
      },
    ]);
    await updateLead(world.as('wang'), {
      id: made.id,
      version: 1,
      status: 'qualified',
      company: '丁',
      title: '总经理',
    });
    await score();
    expect(graded().at(-1)).toMatchObject({ lead_id: made.id, from_grade: 'D' });
    expect(world.told.filter(({ name }) => name === 'crm.lead_graded')).toHaveLength(2);
    expect(
      await world.sql('select event, from_grade from lead_score_change where lead_id = $1 order by at, id', [made.id]),
    ).toEqual([
      { event: 'lead_changed', from_grade: null },
      { event: 'lead_changed', from_grade: 'D' },
    ]);
  });

  it('many leads are scored in batches; what fades little leaves no line, what adds up does', async () => {
    await world.sql(
      `insert into lead (id, name, company, phone, source, status, search_text, created_at, updated_at)
       select gen_random_uuid(), '批量' || n, '公司' || n, '138', '官网', 'contacted', '', $1::timestamptz, $1 from generate_series(1, 520) n`,
      [world.clock.now()],
    );
    await world.sql(
      `insert into activity (id, kind, status, subject, lead_id, occurred_at, created_at, updated_at)
       select gen_random_uuid(), 'visit', 'done', '见面', id, $1::timestamptz, $1, $1 from lead where name like '批量%'`,
      [world.clock.now()],
    );
    const scope = world.as('admin');
    expect(await scoreOpenLeads(scope, { event: 'time_passed' })).toBeGreaterThanOrEqual(520);
    const lines = async () =>
      (
        await world.sql<{ n: number }>(
          "select count(*)::int as n from lead_score_change c join lead l on l.id = c.lead_id where l.name like '批量%'",
        )
      )[0]!.n;
    expect(await lines()).toBe(520);
    world.clock.advance({ days: 1 });
    await scoreOpenLeads(world.as('admin'), { event: 'time_passed' });
    expect(await lines()).toBe(520);
    world.clock.advance({ days: 19 });
    await scoreOpenLeads(world.as('admin'), { event: 'time_passed' });
    expect(await lines()).toBe(1040);
    const stop = AbortSignal.abort();
    await expect(scoreOpenLeads(world.as('admin'), { event: 'time_passed' }, stop)).rejects.toMatchObject({
      code: 'crm.scoring_interrupted',
      kind: 'transient',
    });
  });

  it('a score shows no phone number, even to who may not reveal it', async () => {
    const made = await make('保密', { phone: '13899998888' });
    const scope = world.as('chen');
    const reader = { ...scope, actor: { ...scope.actor, permissions: new Set(ROLE_TABLE.salesperson.permissions) } };
    expect(JSON.stringify(await getLeadScore(reader, made))).not.toContain('13899998888');
  });
});
