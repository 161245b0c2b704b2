import type { SopBatchPreview, SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { Scope } from '../../scope.ts';
import { burdenOf } from './burden-of.ts';
import { firstMessage, type FirstMessage } from './first-message.ts';
import type { ActiveTemplate } from './read-active-template.ts';
import { reasonsAgainst, type StartTarget } from './start-instances.ts';

/** What starting a sequence for these contacts would do, as far as it is known before. */
export interface StartPreview {
  /** Who would be started, in the order given. */
  readonly fitting: readonly StartTarget[];
  /** Who would not, by the reason, the most frequent first. */
  readonly left_out: readonly { readonly reason: string; readonly names: readonly string[] }[];
  readonly accounts: SopBatchPreview['accounts'];
  /** What the first of them would be told first; null: nobody would be started, or the sequence says nothing. */
  readonly first: FirstMessage | null;
}

/** Looks at a start without doing it. */
export async function previewStart(
  scope: Pick<Scope, 'em' | 'clock'>,
  template: ActiveTemplate,
  targets: readonly StartTarget[],
  variables: SopVariables = {},
): Promise<StartPreview> {
  const reasons = await reasonsAgainst(scope, { template, targets });
  const fitting = targets.filter((_target, place) => reasons[place] === null);
  const leftOut = Map.groupBy(
    targets.flatMap(({ name }, place) => (reasons[place] === null ? [] : [{ name, reason: reasons[place]! }])),
    ({ reason }) => reason,
  );
  return {
    fitting,
    left_out: [...leftOut]
      .map(([reason, rows]) => ({ reason, names: rows.map(({ name }) => name) }))
      .toSorted((a, b) => b.names.length - a.names.length),
    accounts: await burdenOf(
      scope,
      fitting.map(({ account_id }) => account_id),
    ),
    first: fitting[0] ? await firstMessage(scope, template, fitting[0], variables) : null,
  };
}
