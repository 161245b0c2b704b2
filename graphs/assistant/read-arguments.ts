import { toolError } from '../../tools/errors.ts';
import type { Tool } from '../../tools/tool.ts';

/** A call's arguments as the tool wants them. @throws AppError `tools.bad_arguments`, naming each place */
export function readArguments(tool: Tool, args: unknown): Record<string, unknown> {
  const parsed = tool.input.safeParse(args);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('；');
  throw toolError('tools.bad_arguments', { details: { name: tool.title, problems } });
}
