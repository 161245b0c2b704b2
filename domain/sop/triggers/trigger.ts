import type { SopContent, SopTrigger } from '../../../kernel/contracts/sop.ts';

export type TriggerConfig = SopContent['trigger_config'];

/** What may start a sequence: what it is called, and whether an event of its kind is the one a template waits for. */
export interface SopTriggerKind<Event = unknown> {
  readonly type: SopTrigger;
  /** The word people read. */
  readonly title: string;
  readonly description: string;
  readonly fits: (config: TriggerConfig, event: Event) => boolean;
}

/** Declares a kind of trigger; its event's type is known to whoever tells of it. */
export function defineTrigger<Event>(kind: SopTriggerKind<Event>): SopTriggerKind<Event> {
  return kind;
}
