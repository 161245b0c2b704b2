import type { Agent } from './agent.ts';

/** Every agent of the service. */
export const AGENTS: readonly Agent[] = [];
