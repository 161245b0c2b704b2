import type { ActivityKind } from '../../../../kernel/contracts/crm.ts';

/**
 * What salespeople write at one point of a sale. A note is one of `facts`, mostly one of `reactions`, now and then one
 * of `asides`. A sentence may begin with the kinds of activity it fits, `call visit|…`; without them it fits all.
 * Slots: {人} who was spoken to, {产品} the product, {数} a number of pieces, {天} a number of days.
 */
export interface NoteBank {
  readonly subjects: ReadonlyArray<readonly [kind: ActivityKind, subject: string]>;
  readonly facts: readonly string[];
  readonly reactions: readonly string[];
  readonly asides: readonly string[];
}
