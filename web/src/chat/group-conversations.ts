import type { ConversationView } from '../../../kernel/contracts/chat.ts';
import { dayOf } from '../format/day-of.ts';

const DAY_MS = 86_400_000;

export interface ConversationGroup {
  when: 'today' | 'yesterday' | 'earlier';
  items: ConversationView[];
}

/**
 * Conversations under the day of their last word, newest first, days counted in the organisation's zone.
 * Groups without any conversation are left out.
 */
export function groupConversations(items: readonly ConversationView[], now: Date): ConversationGroup[] {
  const today = dayOf(now);
  const yesterday = dayOf(new Date(now.getTime() - DAY_MS));
  const groups: Record<ConversationGroup['when'], ConversationView[]> = { today: [], yesterday: [], earlier: [] };
  for (const item of [...items].sort((a, b) => b.updated_at.localeCompare(a.updated_at))) {
    const day = dayOf(new Date(item.updated_at));
    // A clock that runs ahead on the server gives times after today; they belong to today.
    groups[day >= today ? 'today' : day === yesterday ? 'yesterday' : 'earlier'].push(item);
  }
  return (['today', 'yesterday', 'earlier'] as const)
    .map((when) => ({ when, items: groups[when] }))
    .filter((group) => group.items.length > 0);
}

/** The conversations whose title has all the words, in any case. */
export function searchConversations(items: readonly ConversationView[], words: string): ConversationView[] {
  const wanted = words.toLocaleLowerCase('zh-CN').split(/\s+/).filter(Boolean);
  return items.filter((it) => wanted.every((word) => it.title.toLocaleLowerCase('zh-CN').includes(word)));
}
