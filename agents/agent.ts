import type { Permission } from '../kernel/contracts/identity.ts';

/** Who an agent is: what it answers for, which tools it may call, who may talk to it. */
export interface Agent {
  /** Kebab-case, as in the folder. */
  readonly name: string;
  readonly title: string;
  /** One sentence for the supervisor: which questions belong here. */
  readonly charge: string;
  /** Names in the tool registry. What a person may not use is taken away again. */
  readonly tools: readonly string[];
  /** The tools whose questions are first of all its business: the supervisor sends these here. */
  readonly specialties: readonly string[];
  /** A person needs this permission to be served. */
  readonly permission: Permission;
  /** How it works and speaks, from `prompt.md`. */
  readonly prompt: string;
}
