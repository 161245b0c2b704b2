import { Params, query } from '../../../db/query.ts';
import type { DuplicateMatch, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import { visibleRows } from '../../visible-rows.ts';
import type { ReadScope } from '../crm-scope.ts';
import { hidePhone } from '../hide-phone.ts';
import { ownerJoins, RECORD_TABLES } from '../quality/record-tables.ts';
import type { FoundMatch } from './find-matches.ts';
import { levelOf, reasonsOf } from './score-pair.ts';

interface Facts {
  readonly id: string;
  readonly visible: boolean;
  readonly name: string;
  readonly detail: string | null;
  phone: string | null;
  readonly owner_id: string | null;
  readonly owner_name: string | null;
  readonly last_activity_at: string | null;
}

/** The matches as the person may see them; a hidden one that is only possible is left out. */
export async function describeMatches(
  scope: ReadScope,
  matches: readonly FoundMatch[],
): Promise<Map<FoundMatch, DuplicateMatch>> {
  const facts = new Map<string, Facts>();
  for (const [entity, group] of Map.groupBy(matches, (match) => match.record.entity)) {
    const ids = [...new Set(group.map((match) => match.record.id))];
    for (const row of await readFacts(scope, entity, ids)) facts.set(row.id, row);
  }
  const described = new Map<FoundMatch, DuplicateMatch>();
  for (const match of matches) {
    const row = facts.get(match.record.id);
    if (!row || (!row.visible && levelOf(match.score) === 'possible')) continue;
    described.set(match, row.visible ? shown(match, hidePhone(scope, { ...row })) : hidden(match, row));
  }
  return described;
}

async function readFacts(scope: ReadScope, entity: QualityEntity, ids: readonly string[]): Promise<Facts[]> {
  const table = RECORD_TABLES[entity];
  const params = new Params();
  const wanted = params.add(ids);
  return await query<Facts>(
    scope.em,
    `select r.id, (${visibleRows(scope.actor, table.owned, params)}) is true as visible, r.name, ${table.detail} as detail, r.phone,
       ${table.owned}.owner_id, u.name as owner_name, iso(${table.lastActivity}) as last_activity_at
     from ${table.from} ${ownerJoins(table)} where r.id = any(${wanted}::uuid[])`,
    params.values,
  );
}

function shown(match: FoundMatch, row: Facts): DuplicateMatch {
  const { label } = RECORD_TABLES[match.record.entity];
  const { id, name, detail, phone, owner_name, last_activity_at } = row;
  const owner = owner_name ? `，负责人${owner_name}` : '，暂无负责人';
  const message = `已有${label}“${name}”${detail ? `（${detail}）` : ''}${owner}`;
  return { ...common(match), hidden: false, id, name, detail, phone, owner_name, last_activity_at, message };
}

/** What may be told of a colleague's record: that there is one, and whom to talk to. */
function hidden(match: FoundMatch, { owner_name }: Facts): DuplicateMatch {
  const message = owner_name
    ? `已有同事在跟进，请先联系${owner_name}`
    : '公司里已有这条记录，暂无负责人，请联系主管分配';
  const nothing = { id: null, name: null, detail: null, phone: null, last_activity_at: null };
  return { ...common(match), ...nothing, hidden: true, owner_name, message };
}

function common(match: FoundMatch): Pick<DuplicateMatch, 'entity' | 'score' | 'level' | 'reasons'> {
  return {
    entity: match.record.entity,
    score: match.score,
    level: levelOf(match.score),
    reasons: reasonsOf(match.kinds),
  };
}
