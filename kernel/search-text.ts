import { pinyin } from 'pinyin-pro';

/**
 * The text a search box looks through: every name in lower case, its pinyin without tones and its pinyin initials, so
 * that «重庆», «chongqing» and «cq» all find it. Empty parts are left out.
 */
export function searchText(...names: readonly (string | null | undefined)[]): string {
  const parts = new Set<string>();
  for (const name of names) {
    const text = name?.trim().toLowerCase();
    if (!text) continue;
    parts.add(text);
    const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true });
    if (syllables.length === 0) continue;
    parts.add(syllables.join(''));
    parts.add(syllables.map((syllable) => syllable.slice(0, 1)).join(''));
  }
  return [...parts].join(' ');
}
