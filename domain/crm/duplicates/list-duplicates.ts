import { Params } from '../../../db/query.ts';
import type {
  DuplicateCandidateView,
  DuplicateList,
  MatchKind,
  QualityEntity,
} from '../../../kernel/contracts/data-quality.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { hidePhone } from '../hide-phone.ts';
import { pageOfRows } from '../page-of-rows.ts';
import { mayMergeOwners } from '../merges/may-merge-owners.ts';
import { RECORD_TABLES } from '../quality/record-tables.ts';
import { levelOf, reasonsOf } from './score-pair.ts';

interface Side {
  readonly id: string;
  readonly visible: boolean;
  readonly code: string | null;
  readonly name: string;
  readonly detail: string | null;
  phone: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly version: number;
  readonly completeness: number | null;
  readonly last_activity_at: string | null;
}

type Row = Omit<DuplicateCandidateView, 'left' | 'right' | 'level' | 'reasons' | 'mergeable'> & {
  readonly kinds: MatchKind[];
  readonly left_side: Side;
  readonly right_side: Side;
};

/**
 * Pairs of records that are probably one, the surest first. A pair is shown when at least one of the two is visible; of the
 * other only the owner is told then.
 */
export async function listDuplicates(scope: ReadScope, input: DuplicateList): Promise<Page<DuplicateCandidateView>> {
  const params = new Params();
  const [left, right] = [sideOf(input.entity, 'left', 'l'), sideOf(input.entity, 'right', 'g')];
  const visible = {
    left: visibleRows(scope.actor, left.owned, params),
    right: visibleRows(scope.actor, right.owned, params),
  };
  const where = [
    `d.entity = ${params.add(input.entity)}`,
    `d.status = ${params.add(input.status)}`,
    `(${visible.left} or ${visible.right})`,
  ];
  if (input.min_score) where.push(`d.score >= ${params.add(input.min_score)}`);
  if (input.record_id) {
    const id = params.add(input.record_id);
    where.push(`(d.left_id = ${id} or d.right_id = ${id})`);
  }
  const page = await pageOfRows<Row>(
    scope,
    {
      from: 'duplicate_candidate d',
      alias: 'd',
      filterJoins: `${left.join} ${right.join}`,
      where,
      orderBy: 'd.score desc, d.id desc',
      columns: `d.id, d.entity, d.score, d.kinds, d.status, d.note, iso(d.found_at) as found_at, iso(d.decided_at) as decided_at,
        du.name as decided_by_name, ${left.json(visible.left)} as left_side, ${right.json(visible.right)} as right_side`,
      joins: `${left.join} ${right.join} left join app_user du on du.id = d.decided_by_id`,
      params,
    },
    input,
  );
  return { ...page, items: page.items.map((row) => viewOf(scope, row)) };
}

/** How one side of a pair is read: `l` and `lo` for the left record and its owner's row, `g` and `go` for the right one. */
function sideOf(entity: QualityEntity, side: 'left' | 'right', alias: string) {
  const table = RECORD_TABLES[entity];
  const at = (sql: string): string => sql.replaceAll(/\br\./g, `${alias}.`).replaceAll(/\bo\./g, `${alias}o.`);
  const owned = table.owned === 'r' ? alias : `${alias}o`;
  const owner = table.owned === 'r' ? '' : `join customer ${owned} on ${owned}.id = ${alias}.customer_id`;
  return {
    owned,
    join: `join ${table.table} ${alias} on ${alias}.id = d.${side}_id ${owner}`,
    json: (visible: string): string =>
      `jsonb_build_object('id', ${alias}.id, 'visible', (${visible}) is true, 'code', ${at(table.code)}, 'name', ${alias}.name,
        'detail', ${at(table.detail)}, 'phone', ${alias}.phone, 'owner_id', ${owned}.owner_id,
        'owner_name', (select u.name from app_user u where u.id = ${owned}.owner_id), 'version', ${alias}.version,
        'completeness', (select q.score from record_quality q where q.entity = d.entity and q.entity_id = ${alias}.id),
        'last_activity_at', iso(${at(table.lastActivity)}))`,
  };
}

function viewOf(scope: ReadScope, row: Row): DuplicateCandidateView {
  const { left_side: left, right_side: right, kinds, ...rest } = row;
  return {
    ...rest,
    left: shownSide(scope, left),
    right: shownSide(scope, right),
    level: levelOf(row.score),
    reasons: reasonsOf(kinds),
    mergeable:
      scope.actor.permissions.has('crm.write') &&
      left.visible &&
      right.visible &&
      mayMergeOwners(scope.actor, left.owner_id, right.owner_id),
  };
}

function shownSide(scope: ReadScope, side: Side): DuplicateCandidateView['left'] {
  const { owner_id: _owner, visible, ...shown } = hidePhone(scope, side);
  if (visible) return { ...shown, hidden: false };
  const nothing = { id: null, code: null, name: null, detail: null, phone: null, version: null, completeness: null };
  return { ...nothing, last_activity_at: null, owner_name: shown.owner_name, hidden: true };
}
