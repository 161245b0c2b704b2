import type { SendPolicyView } from '../../../kernel/contracts/messaging.ts';
import { readAskedWhetherHuman } from './asked-whether-human.ts';
import type { ChannelScope } from '../messaging-scope.ts';
import type { Outbound } from '../outbound.ts';
import { readPolicy } from './read-policy.ts';

export interface Rewording {
  readonly from: string;
  readonly to: string;
}

/** Whose text it is, and where it goes. */
interface Author {
  readonly source: string;
  readonly approval_id?: string;
  readonly conversation_id: string | null;
}

/**
 * Puts the organisation's words in the place of those that cost accounts, in texts no person wrote or agreed to. Who asked
 * whether a person answers gets no smoother words: that text stays as it is, and a rule holds it for a person.
 */
export async function reword(
  scope: Pick<ChannelScope, 'em' | 'clock'>,
  command: Outbound,
  author: Author,
): Promise<{ readonly command: Outbound; readonly changes: readonly Rewording[] }> {
  if (command.kind !== 'text' || author.source === 'person' || author.approval_id) return { command, changes: [] };
  const policy = await readPolicy(scope);
  const { text, changes } = rewordText(command.text, policy.rewordings);
  // What would be nothing afterwards stays for a person to look at.
  if (changes.length === 0 || text.trim() === '') return { command, changes: [] };
  if (await readAskedWhetherHuman(scope, author.conversation_id, policy)) return { command, changes: [] };
  return { command: { ...command, text }, changes };
}

/** The longest wording first; blanks between its characters and their case do not matter. Pure. */
export function rewordText(
  text: string,
  table: SendPolicyView['rewordings'],
): { readonly text: string; readonly changes: readonly Rewording[] } {
  const changes: Rewording[] = [];
  let now = text;
  for (const { from, to } of table.toSorted((a, b) => b.from.length - a.from.length)) {
    const next = now.replaceAll(wordingOf(from), () => to);
    if (next !== now) changes.push({ from, to });
    now = next;
  }
  return { text: now, changes };
}

/** A Latin word ends where it ends: AI is not the beginning of AIA. */
function wordingOf(from: string): RegExp {
  const letters = [...from].map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)).join('\\s*');
  const end = /[a-z]$/i.test(from) ? '(?![a-z])' : '';
  return new RegExp(letters + end, 'giu');
}
