import type { z } from 'zod';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopActionType, SopMaterialKind } from '../../../kernel/contracts/sop.ts';
import type { Perform } from './step.ts';

/** A material a step names, and of which kinds it may be. */
export interface MaterialUse {
  readonly field: string;
  readonly id: string;
  readonly kinds: readonly SopMaterialKind[];
}

/** What an action is, for the one who writes sequences and for their check. */
export interface SopActionShape<Config = unknown> {
  readonly type: SopActionType;
  /** The word people read. */
  readonly title: string;
  readonly description: string;
  /** The action's own fields of a step; what all steps have (`SOP_STEP_BASE`) is not among them. */
  readonly config: z.ZodType<Config>;
  /** Ways out with these settings and what each means, in the order plain names in `next_steps` take them; empty: the end. */
  readonly ways: (config: Config) => Readonly<Record<string, string>>;
  /** Texts with `{variables}` in them, by field. */
  readonly texts?: (config: Config) => Readonly<Record<string, string>>;
  readonly materials?: (config: Config) => readonly MaterialUse[];
  /** Conditions of the action itself, by field. */
  readonly conditions?: (config: Config) => Readonly<Record<string, Condition>>;
  /** Another template it starts. */
  readonly startsTemplate?: (config: Config) => string;
  /** Takes the step: decides what is to be done and which way it goes on. */
  readonly perform: Perform<Config>;
}

/** Declares an action's shape and forgets its own types, for the registry. */
export function defineShape<Config>(shape: SopActionShape<Config>): SopActionShape {
  return shape as unknown as SopActionShape;
}

/** The only way out of an action that always ends the same way. */
export const DONE = { done: '完成' } as const;
