import type { Tool } from './tool.ts';

/** Every tool of the service. */
export const TOOLS: readonly Tool[] = [];
