import type { LookedUp } from '../../../db/condition-sql.ts';
import { query } from '../../../db/query.ts';
import type { FieldKind } from '../../../kernel/contracts/conditions.ts';
import type { FieldValues } from '../../../kernel/conditions/holds.ts';
import { fieldsOf, type EntityFields } from '../../crm/fields/fields-of.ts';
import type { Scope } from '../../scope.ts';
import { CRM_PREFIXES, FACT_FIELDS, NEW_FRIEND_HOURS, type CrmPrefix, type FactName } from './condition-fields.ts';
import type { VariableFacts } from './variables.ts';

/** Whom facts are read of. */
export interface FactTarget {
  /** How the answer is found again: the instance's id, or the place in a list. */
  readonly key: string;
  readonly account_id: string;
  readonly person_id: string;
  readonly conversation_id: string;
  /** In the CRM; null: as the person of the channel is linked. */
  readonly contact_id: string | null;
  /** From when on a message of the contact counts as a reply: the start of the instance; null: ever. */
  readonly since: Date | null;
}

/** What was read of one contact. */
export interface ContactFacts {
  readonly facts: VariableFacts;
  readonly fields: FieldValues;
}

type FactRow = { readonly key: string } & VariableFacts & Readonly<Record<string, unknown>>;

/** The contact's deals: the open one that moved last, else the one that was closed last. */
const STAGE = `(select o.stage from opportunity o where o.customer_id = c.id
  order by (o.stage in ('won', 'lost')), o.stage_changed_at desc, o.id desc limit 1)`;
/** The leads that became this customer, or that have the contact's number: the best one counts. */
const leadSql = (column: 'grade' | 'score'): string => `(select l.${column} from lead l
  where (l.customer_id = c.id or l.phone = k.phone) and l.${column} is not null order by l.score desc nulls last, l.id limit 1)`;
const days = (moment: string): string => `floor(extract(epoch from ($7::timestamptz - ${moment})) / 86400)::float8`;

/** Where each fact stands: of the target `t`, its conversation `v`, account `a`, person `p`, contact `k`, customer `c`, owner `u`. */
const FACT_SQL: Readonly<Record<FactName, string>> = {
  user_type: `case when v.kind = 'group' then 'group' when p.user_id is not null then 'colleague'
    when v.created_at > $7::timestamptz - interval '${NEW_FRIEND_HOURS} hours' then 'new_friend' else 'friend' end`,
  friend_days: days('v.created_at'),
  contact_name: 'coalesce(k.name, p.name)',
  contact_remark: 'v.remark',
  contact_tags: `to_json(array(select g.name from customer_tag x join tag g on g.id = x.tag_id where x.customer_id = c.id order by g.name))::text`,
  in_crm: 'k.id is not null',
  do_not_disturb: `exists (select 1 from do_not_disturb d where d.person_id = p.id and d.lifted_at is null
    and (d.until is null or d.until > $7::timestamptz))`,
  account_nickname: 'a.name',
  account_online: `(a.state = 'online' and a.paused_at is null)`,
  channel: 'v.channel',
  owner_name: 'u.name',
  last_message_days: days('v.last_message_at'),
  last_contact_reply_days: days('v.last_inbound_at'),
  reply_received: `(v.last_inbound_at is not null and (t.since is null or v.last_inbound_at > t.since))`,
  stage: STAGE,
  lead_grade: leadSql('grade'),
  lead_score: `${leadSql('score')}::float8`,
};

/**
 * Reads of many contacts at once, in one statement, what texts may name and what these conditions ask.
 * @param fields names from `fieldsNamed`; names of the course and of variables are passed over, they are not read here
 * @returns what was found by key; a target whose conversation or account is gone is missing
 */
export async function readFacts(
  scope: Pick<Scope, 'em' | 'clock'>,
  targets: readonly FactTarget[],
  fields: Iterable<string> = [],
): Promise<ReadonlyMap<string, ContactFacts>> {
  if (targets.length === 0) return new Map();
  const wanted = [...new Set(fields)];
  const columns = [...factColumns(wanted), ...(await crmColumns(scope, wanted))];
  const rows = await query<FactRow>(
    scope.em,
    `select t.key, coalesce(k.name, p.name) as contact_name, p.external_id as contact_wxid, v.remark as contact_remark,
       k.title as contact_title, c.name as customer_name, a.name as account_nickname, u.name as owner_name
       ${columns.map(({ sql }, at) => `, ${sql} as f${at}`).join('')}
     from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::timestamptz[])
       as t (key, account_id, person_id, conversation_id, contact_id, since)
     join channel_conversation v on v.id = t.conversation_id
     join channel_account a on a.id = t.account_id
     join channel_person p on p.id = t.person_id
     left join contact k on k.id = coalesce(t.contact_id, p.contact_id)
     left join customer c on c.id = coalesce(k.customer_id, v.customer_id)
     left join app_user u on u.id = coalesce(c.owner_id, a.owner_id)
     where $7::timestamptz is not null`,
    [
      targets.map(({ key }) => key),
      targets.map((target) => target.account_id),
      targets.map((target) => target.person_id),
      targets.map((target) => target.conversation_id),
      targets.map((target) => target.contact_id),
      targets.map(({ since }) => since),
      scope.clock.now(),
    ],
  );
  return new Map(rows.map((row) => [row.key, contactFacts(row, columns)]));
}

interface FactColumn {
  readonly name: string;
  readonly kind: FieldKind;
  readonly sql: string;
}

function factColumns(wanted: readonly string[]): FactColumn[] {
  return wanted
    .filter((name): name is FactName => Object.hasOwn(FACT_SQL, name))
    .map((name) => ({ name, kind: FACT_FIELDS[name].kind, sql: FACT_SQL[name] }));
}

const RECORD_ALIAS: Readonly<Record<CrmPrefix, string>> = { contact: 'k', customer: 'c' };

async function crmColumns(scope: Pick<Scope, 'em'>, wanted: readonly string[]): Promise<FactColumn[]> {
  const columns: FactColumn[] = [];
  for (const record of CRM_PREFIXES) {
    const names = wanted.filter((name) => name.startsWith(`${record}.`));
    if (names.length === 0) continue;
    const known: EntityFields = await fieldsOf(scope, record);
    for (const name of names) {
      const field = name.slice(record.length + 1);
      // A field that was taken away since has no value; the condition then counts it as missing.
      if (!Object.hasOwn(known.catalogue, field)) continue;
      const { kind } = known.catalogue[field]!;
      const value = valueSql(known.expressions[field]!, kind);
      columns.push({ name, kind, sql: `(select ${value} from ${record} r where r.id = ${RECORD_ALIAS[record]}.id)` });
    }
  }
  return columns;
}

/** A value as the wire writes it: conditions compare days and moments as texts. */
function valueSql(expression: string | LookedUp, kind: FieldKind): string {
  if (kind === 'list')
    return typeof expression === 'string'
      ? `to_json(${expression})::text`
      : `to_json(array(select ${expression.item} from ${expression.rows}))::text`;
  const value = typeof expression === 'string' ? expression : lookedUp(expression);
  if (kind === 'number') return `(${value})::float8`;
  if (kind === 'moment') return `iso(${value})`;
  return kind === 'day' ? `to_char(${value}, 'YYYY-MM-DD')` : value;
}

function lookedUp({ rows, item, empty }: LookedUp): string {
  const value = `(select ${item} from ${rows} limit 1)`;
  if (empty === undefined) return value;
  return `coalesce(${value}, ${typeof empty === 'number' ? String(empty) : `'${empty}'`})`;
}

function contactFacts(row: FactRow, columns: readonly FactColumn[]): ContactFacts {
  const { contact_name, contact_wxid, contact_remark, contact_title, customer_name, account_nickname, owner_name } =
    row;
  const values = columns.map(({ name, kind }, at) => {
    const value = row[`f${at}`];
    return [name, kind === 'list' && typeof value === 'string' ? JSON.parse(value) : value] as const;
  });
  return {
    facts: { contact_name, contact_wxid, contact_remark, contact_title, customer_name, account_nickname, owner_name },
    fields: Object.fromEntries(values),
  };
}
