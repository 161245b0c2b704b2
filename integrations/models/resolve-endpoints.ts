import type { ModelSpec } from './model-spec.ts';

/** Which endpoints are asked, first preferred: the house's list, and lists of single agents that replace it. */
export interface EndpointConfig {
  readonly default: readonly ModelSpec[];
  readonly perAgent: Readonly<Record<string, readonly ModelSpec[]>>;
}

/** The endpoints of an agent. An agent with a list of its own uses only that; an empty list means the built-in model alone. */
export function resolveEndpoints(config: EndpointConfig, agent: string): readonly ModelSpec[] {
  return Object.hasOwn(config.perAgent, agent) ? (config.perAgent[agent] ?? []) : config.default;
}
