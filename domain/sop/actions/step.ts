import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import type { SopMaterialKind } from '../../../kernel/contracts/sop.ts';
import type { OutboundContent } from '../../messaging/outbound.ts';

/** A material as a step sends it: `url` is where the channel fetches it; null where it has no address outside. */
export interface StepMaterial {
  readonly id: string;
  readonly kind: SopMaterialKind;
  readonly name: string;
  readonly text: string | null;
  readonly url: string | null;
}

/** What an action sees when its step is taken. It only decides; whoever carries the sequence does what it wants done. */
export interface StepMoment {
  readonly now: Date;
  /** Since when the instance stands at the step, its delay included. */
  readonly since: Date;
  /** The same contact falls the same way in the same step of a template. */
  readonly chanceKey: string;
  /** The contact's id on the channel: whom a post to Moments is for. */
  readonly contactExternalId: string;
  holds(condition: Condition): boolean;
  /**
   * Fills variables in.
   * @throws AppError `sop.variable_missing`
   */
  render(text: string): string;
  /** @throws AppError `sop.material_gone` */
  material(id: string): StepMaterial;
}

/** Something a step wants done. Whoever carries the sequence does it, or in a simulation only writes it down. */
export type SopEffect =
  | { readonly kind: 'send'; readonly content: OutboundContent; readonly text: string }
  | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly kind: 'remark'; readonly remark: string }
  | { readonly kind: 'field'; readonly name: string; readonly value: string | number | boolean }
  | { readonly kind: 'notify'; readonly to: string; readonly message: string }
  | {
      readonly kind: 'task';
      readonly title: string;
      readonly content: string;
      readonly due_at: Date;
      readonly assignee: string;
    }
  | { readonly kind: 'start'; readonly template_id: string };
export type SopEffectKind = SopEffect['kind'];

/** What an action decided: leave by a way, wait for what it sends, wait for a reply, or end the sequence. */
export type StepResult =
  | {
      readonly kind: 'way';
      readonly way: string;
      readonly reason: string;
      readonly effects?: readonly SopEffect[];
      readonly variables?: SopVariables;
    }
  | { readonly kind: 'send'; readonly effect: Extract<SopEffect, { kind: 'send' }>; readonly reason: string }
  | { readonly kind: 'reply'; readonly until: Date; readonly judge: boolean; readonly reason: string }
  | { readonly kind: 'end'; readonly outcome: 'reached' | 'done' | 'stopped'; readonly reason: string };

/** Takes a step with the action's settings. Reads nothing and writes nothing. */
export type Perform<Config> = (config: Config, moment: StepMoment) => StepResult;
