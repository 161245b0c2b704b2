import { Params, query, queryOne } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import {
  MOST_SOP_TARGETS,
  type CreateSopBatch,
  type SopBatchPreview,
  type SopBatchRowView,
  type SopBatchView,
  type SopTarget,
} from '../../../kernel/contracts/sop-instances.ts';
import { newId } from '../../../kernel/ids.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import { visibleAccounts } from '../../messaging/accounts/account-view.ts';
import { pageOfRows, type PageRequest } from '../../page-of-rows.ts';
import type { Scope } from '../../scope.ts';
import { sopError } from '../errors.ts';
import { findTargets } from '../triggers/find-targets.ts';
import { whoFits } from '../triggers/who-fits.ts';
import { burdenOf } from './burden-of.ts';
import { requireActiveTemplate, type ActiveTemplate } from './read-active-template.ts';
import { resolveTargets } from './resolve-targets.ts';
import { runSopBatch } from './run-sop-batch.job.ts';
import type { StartTarget } from './start-instances.ts';

const PAGE = 500;

/**
 * Starts a sequence for many contacts: the rows are kept and a job starts them. Who of them the actor may not write to is
 * settled now, with their rights. Without targets those of the template are taken.
 * @throws AppError `access.not_permitted`, `sop.template_not_found`, `sop.template_not_active`, `sop.too_many_targets`,
 *   `sop.target_not_found` where nobody is left
 */
export async function createSopBatch(outer: Scope, input: CreateSopBatch): Promise<SopBatchView> {
  requirePermission(outer.actor, 'sop.execute');
  return await inTransaction(outer, async (scope) => {
    const template = await requireActiveTemplate(scope, input.template_id);
    const rows = await settleTargets(scope, template, input.targets);
    if (rows.length === 0) throw sopError('sop.target_not_found');
    const id = newId();
    const now = scope.clock.now();
    await query(
      scope.em,
      `insert into sop_batches (id, template_id, status, variables, priority, total, created_by_id, created_at)
       values ($1, $2, 'running', $3, $4, $5, $6, $7)`,
      [
        id,
        template.id,
        JSON.stringify(input.variables),
        input.config.priority ?? null,
        rows.length,
        scope.actor.userId,
        now,
      ],
    );
    await query(
      scope.em,
      `insert into sop_batch_rows (batch_id, place, target, reason, done) select $1, x.place, x.target, x.reason, x.reason is not null
       from jsonb_to_recordset($2::jsonb) as x(place int, target jsonb, reason text)`,
      [id, JSON.stringify(rows)],
    );
    const refused = rows.filter(({ reason }) => reason !== null).length;
    await query(scope.em, 'update sop_batches set done = $2 where id = $1', [id, refused]);
    await scope.jobs.enqueue(scope.em, runSopBatch, { batch_id: id });
    appendAudit(scope, {
      action: 'sop_batch.created',
      entity: 'sop_batch',
      entityId: id,
      after: { template_id: template.id, total: rows.length },
    });
    await scope.em.flush();
    return await readSopBatch(scope, id);
  });
}

interface Row {
  readonly place: number;
  readonly target: SopTarget;
  readonly reason: string | null;
}

/** Targets with their accounts, or why they cannot be reached; whoever is named twice is refused the second time. */
async function settleTargets(
  scope: Scope,
  template: ActiveTemplate,
  targets: readonly SopTarget[] | undefined,
): Promise<Row[]> {
  if (!targets) {
    const chosen = await chooseTargets(scope, template);
    return chosen.map((target, place) => ({ place, target: toTarget(target), reason: null }));
  }
  const found = await resolveTargets(scope, targets);
  const seen = new Set<string>();
  return targets.map((given, place) => {
    const target = found[place];
    if (!target) return { place, target: given, reason: '没有找到这位联系人，或者没有您能用的账号联系到他' };
    const twice = seen.has(target.person_id);
    seen.add(target.person_id);
    return { place, target: toTarget(target), reason: twice ? '同一位联系人在这一批里重复了' : null };
  });
}

function toTarget({ account_id, person_id }: StartTarget): SopTarget {
  return { wechat_account_id: account_id, contact_id: person_id };
}

async function chooseTargets(scope: Scope, { content }: ActiveTemplate): Promise<StartTarget[]> {
  const all: StartTarget[] = [];
  let after: string | null = null;
  for (;;) {
    const visible = (params: Params): string => visibleAccounts(scope.actor, 'a', params);
    const page: StartTarget[] = await findTargets(scope, content.target_config, { after, most: PAGE, visible });
    all.push(...(await whoFits(scope, page, content.target_config.conditions, content.settings.variables)));
    if (all.length > MOST_SOP_TARGETS)
      throw sopError('sop.too_many_targets', { details: { most: MOST_SOP_TARGETS, count: all.length } });
    if (page.length < PAGE) return all;
    after = page.at(-1)!.conversation_id;
  }
}

/**
 * What a batch would do, before it does: how many would be written to from which account, against what it may send today.
 * @throws AppError as `createSopBatch`
 */
export async function previewSopBatch(scope: Scope, input: CreateSopBatch): Promise<SopBatchPreview> {
  requirePermission(scope.actor, 'sop.execute');
  const template = await requireActiveTemplate(scope, input.template_id);
  const rows = await settleTargets(scope, template, input.targets);
  const reachable = rows.filter(({ reason }) => reason === null);
  const accounts = await burdenOf(
    scope,
    reachable.map(({ target }) => target.wechat_account_id!),
  );
  return {
    total: rows.length,
    reachable: reachable.length,
    unreachable: rows.length - reachable.length,
    accounts,
  };
}

/** A batch is seen by who made it, and by who sees everything. */
function mine(actor: Scope['actor'], params: Params): string {
  return actor.dataScope === 'all' ? 'true' : `b.created_by_id = ${params.add(actor.userId)}`;
}

/**
 * How far a batch is.
 * @throws AppError `sop.batch_not_found`
 */
export async function readSopBatch(scope: Pick<Scope, 'em' | 'actor'>, id: string): Promise<SopBatchView> {
  const params = new Params();
  const row = await queryOne<SopBatchView>(
    scope.em,
    `select b.id, b.template_id, t.name as template_name, b.status, b.total, b.done, b.started, b.done - b.started as refused,
       iso(b.created_at) as created_at, iso(b.ended_at) as ended_at
     from sop_batches b join sop_templates t on t.id = b.template_id where b.id = ${params.add(id)} and ${mine(scope.actor, params)}`,
    params.values,
  );
  if (!row) throw sopError('sop.batch_not_found');
  return row;
}

/**
 * What became of each contact of a batch, in their order.
 * @throws AppError `sop.batch_not_found`
 */
export async function listBatchRows(
  scope: Pick<Scope, 'em' | 'actor'>,
  id: string,
  page: PageRequest,
): Promise<Page<SopBatchRowView>> {
  await readSopBatch(scope, id);
  const params = new Params();
  return await pageOfRows<SopBatchRowView>(
    scope,
    {
      from: 'sop_batch_rows r',
      alias: 'r',
      where: [`r.batch_id = ${params.add(id)}`],
      orderBy: 'r.place',
      columns: 'r.place, r.target, p.name as contact_name, r.instance_id, r.reason, r.done',
      joins: `left join channel_person p on p.id = (r.target ->> 'contact_id')::uuid`,
      params,
    },
    page,
  );
}
