import { query } from '../../../db/query.ts';
import { toAppError } from '../../../kernel/errors.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { SopStep } from '../../../kernel/contracts/sop.ts';
import type { Scope } from '../../scope.ts';
import { sopActionOf } from '../actions/registry.ts';
import type { StepMaterial } from '../actions/step.ts';
import { sopError } from '../errors.ts';
import { readFacts } from '../language/read-facts.ts';
import { renderText } from '../language/render-text.ts';
import { variableValues } from '../language/variables.ts';
import type { ActiveTemplate } from './read-active-template.ts';
import type { StartTarget } from './start-instances.ts';

/** What a contact would be told first. */
export interface FirstMessage {
  readonly name: string;
  readonly step_name: string;
  /** Null: it could not be sent as things stand; `problem` says why. */
  readonly text: string | null;
  readonly problem: string | null;
}

const SAYS: ReadonlySet<string> = new Set(['send_message', 'send_image', 'send_file']);
/** Only the moment of sending knows these. */
const OF_THE_MOMENT: SopVariables = {
  current_time: '（发送时的时间）',
  current_date: '（发送当天的日期）',
  weekday: '（发送当天是星期几）',
  greeting: '（按时间问候）',
};

/** The first message of a sequence as it would be written to this contact. Null: it says nothing to a contact. */
export async function firstMessage(
  scope: Pick<Scope, 'em' | 'clock'>,
  { content }: ActiveTemplate,
  target: StartTarget,
  variables: SopVariables = {},
): Promise<FirstMessage | null> {
  const step = content.steps.find(({ action_type: type }) => SAYS.has(type));
  if (!step) return null;
  const head = { name: target.name, step_name: step.name };
  const now = scope.clock.now();
  const materials = await readMaterials(scope, step);
  const facts = await readFacts(scope, [{ ...target, key: 'first', since: null }]);
  const own = { ...content.settings.variables, ...variables, trigger_type: 'manual' };
  const known = facts.get('first')?.facts;
  if (!known) return { ...head, text: null, problem: '账号联系不到这位联系人' };
  const values = { ...variableValues(known, own, now), ...OF_THE_MOMENT };
  try {
    const result = sopActionOf(step.action_type).perform(step.config, {
      now,
      since: now,
      chanceKey: '',
      contactExternalId: '',
      holds: () => true,
      render: (text) => renderText(text, values),
      material: (id) => {
        const found = materials.get(id);
        if (!found) throw sopError('sop.material_gone');
        return found;
      },
    });
    return { ...head, text: result.kind === 'send' ? result.effect.text : null, problem: null };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.kind === 'bug' || error.kind === 'transient') throw thrown;
    return { ...head, text: null, problem: error.sentence('zh') };
  }
}

async function readMaterials(scope: Pick<Scope, 'em'>, step: SopStep): Promise<ReadonlyMap<string, StepMaterial>> {
  const wanted = (sopActionOf(step.action_type).materials?.(step.config) ?? []).map(({ id }) => id);
  if (wanted.length === 0) return new Map();
  // The address is made when it is sent; here only the words count.
  const rows = await query<StepMaterial>(
    scope.em,
    `select id, kind, name, text, coalesce(url, '') as url from sop_materials where id = any($1::uuid[]) and archived_at is null`,
    [wanted],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
