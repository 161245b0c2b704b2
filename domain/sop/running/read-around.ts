import { query } from '../../../db/query.ts';
import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { CommandStatus, PolicyNote } from '../../../kernel/contracts/messaging.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { fieldsOf } from '../../crm/fields/fields-of.ts';
import { reasonWords } from '../../messaging/words.ts';
import type { StepMaterial } from '../actions/step.ts';
import { sopFields, type CrmCatalogues } from '../language/condition-fields.ts';
import { readFacts, type ContactFacts } from '../language/read-facts.ts';
import type { CommandEnd } from './hands.ts';
import type { InstanceRow } from './instance-row.ts';
import type { SopEngine, SopScope } from './sop-engine.ts';
import type { SopPlan } from './sop-plan.ts';

/** Everything a batch of instances has to know, read in a few statements. */
export interface Around {
  readonly plans: ReadonlyMap<string, SopPlan>;
  readonly facts: ReadonlyMap<string, ContactFacts>;
  readonly commands: ReadonlyMap<string, CommandEnd>;
  readonly materials: ReadonlyMap<string, StepMaterial>;
  readonly catalogue: (variables: SopVariables) => FieldCatalogue;
}

/** Reads what carrying these instances on needs; what their sequences do not ask for is not read. */
export async function readAround(engine: SopEngine, scope: SopScope, rows: readonly InstanceRow[]): Promise<Around> {
  const plans = await engine.plans.of(
    scope,
    rows.map(({ template_version_id: id }) => id),
  );
  const asking = rows.filter((row) => plans.get(row.template_version_id)?.readsFacts);
  const used = [...plans.values()];
  const fields = used.flatMap((plan) => plan.fields);
  const crm = fields.length > 0 ? await readCatalogues(scope) : {};
  return {
    plans,
    facts: await readFacts(scope, asking.map(targetOf), fields),
    commands: await readCommands(
      scope,
      rows.flatMap(({ waits_on: id }) => (id === null ? [] : [id])),
    ),
    materials: await readMaterials(
      engine,
      scope,
      used.flatMap((plan) => plan.materialIds),
    ),
    catalogue: (variables) => sopFields(crm, variables),
  };
}

function targetOf(row: InstanceRow) {
  const { id: key, account_id, person_id, conversation_id, contact_id, started_at: since } = row;
  return { key, account_id, person_id, conversation_id, contact_id, since };
}

/** What conditions may name of the CRM, with the organisation's own fields. */
export async function readCatalogues(scope: Pick<SopScope, 'em'>): Promise<CrmCatalogues> {
  const { catalogue: contact } = await fieldsOf(scope, 'contact');
  const { catalogue: customer } = await fieldsOf(scope, 'customer');
  return { contact, customer };
}

interface CommandRow {
  readonly id: string;
  readonly status: CommandStatus;
  readonly reason: string | null;
  readonly vendor_words: string | null;
  readonly notes: readonly PolicyNote[];
  readonly needs_person: boolean;
  readonly sent_at: string | null;
}

async function readCommands(
  scope: Pick<SopScope, 'em'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CommandEnd>> {
  if (ids.length === 0) return new Map();
  const rows = await query<CommandRow>(
    scope.em,
    `select id, status, reason, vendor_words, notes, needs_person_at is not null and status = 'timeout' as needs_person,
       iso(sent_from) as sent_at
     from robot_command_queue where id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { ...row, sent_at: row.sent_at === null ? null : new Date(row.sent_at), why: whyNot(row) },
    ]),
  );
}

/** Why a command did not leave, in one sentence: what the rules say, else the reason with the vendor's words. */
export function whyNot(row: Pick<CommandRow, 'reason' | 'notes' | 'vendor_words' | 'needs_person'>): string {
  const said = row.notes.map(({ words }) => words);
  if (said.length > 0) return said.join('；');
  if (row.needs_person) return '不能确定有没有发出去，请同事到会话里看一眼';
  return [reasonWords(row.reason), row.vendor_words].filter(Boolean).join('：');
}

async function readMaterials(
  engine: Pick<SopEngine, 'materialUrl'>,
  scope: Pick<SopScope, 'em'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StepMaterial>> {
  if (ids.length === 0) return new Map();
  const rows = await query<StepMaterial & { readonly storage_key: string | null }>(
    scope.em,
    'select id, kind, name, text, url, storage_key from sop_materials where id = any($1::uuid[]) and archived_at is null',
    [ids],
  );
  return new Map(
    rows.map(({ storage_key, ...row }) => [row.id, { ...row, url: engine.materialUrl({ ...row, storage_key }) }]),
  );
}
