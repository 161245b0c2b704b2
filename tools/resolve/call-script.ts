import { usedScripts } from '../../domain/calls/tasks/used-scripts.ts';
import type { CallScope } from '../../domain/calls/calls-scope.ts';
import type { CallScript } from '../../kernel/config/call-scripts.ts';
import { toolError } from '../errors.ts';

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"「」《》]|话术|脚本/gu, '');

/** The scripts that may be chosen: those of the settings, then those of earlier tasks under their ids. */
export async function scriptsOf(scope: CallScope): Promise<readonly CallScript[]> {
  const named = scope.calls.settings.scripts;
  const used = await usedScripts(scope);
  return [...named, ...used.filter(({ id }) => !named.some((one) => one.id === id))];
}

/**
 * The script that is meant; the first one where none is named.
 * @throws AppError `tools.no_script`, `tools.not_found`, `tools.ambiguous` with the choices
 */
export function resolveScript(scripts: readonly CallScript[], said: string | undefined): CallScript {
  const [first] = scripts;
  if (!first)
    throw toolError('tools.no_script', { details: { hint: '请管理员在设置 CALLS_SCRIPTS 里登记外呼平台的话术。' } });
  if (said === undefined) return first;
  const exact = scripts.find(({ id, name }) => id === said || plain(name) === plain(said));
  if (exact) return exact;
  const near = scripts.filter(({ name }) => plain(name).includes(plain(said)) || plain(said).includes(plain(name)));
  if (near.length === 1) return near[0]!;
  const options = (near.length > 0 ? near : scripts).map(({ id, name }) => ({ label: name, value: id }));
  if (near.length > 1)
    throw toolError('tools.ambiguous', { details: { label: '话术', name: said, count: near.length, options } });
  const names = options.map(({ label }) => `“${label}”`).join('、');
  throw toolError('tools.not_found', { details: { label: '话术', name: said, near: `现有的话术：${names}。` } });
}
