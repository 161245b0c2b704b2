import { pinyin } from 'pinyin-pro';

const syllables = new Map<string, string>();

/** Sounds that input methods and accents mix up, folded into one. */
function foldSyllable(syllable: string): string {
  return syllable
    .replace(/^zh/, 'z')
    .replace(/^ch/, 'c')
    .replace(/^sh/, 's')
    .replace(/ng$/, 'n')
    .replace(/^lv/, 'lu')
    .replace(/^nv/, 'nu');
}

/** The syllable of one character in plain letters, folded; other characters stay as they are. */
export function soundOf(char: string): string {
  let sound = syllables.get(char);
  if (sound === undefined) {
    sound = /\p{Script=Han}/u.test(char)
      ? foldSyllable(pinyin(char, { toneType: 'none', v: true }).toLowerCase())
      : char;
    syllables.set(char, sound);
  }
  return sound;
}

/** The sound of a text, syllables parted by a space: 「云帆」 -> `yun fan`. Each character is read by itself, so one name always has one key. */
export function soundKey(text: string): string {
  let key = '';
  for (const char of text) key += key === '' ? soundOf(char) : ` ${soundOf(char)}`;
  return key;
}

/** The key of a word typed in letters (`yunfan`), folded alike; empty when it holds anything but letters. */
export function letterKey(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return '';
  return word
    .replaceAll('zh', 'z')
    .replaceAll('ch', 'c')
    .replaceAll('sh', 's')
    .replaceAll(/ng(?![aeiou])/g, 'n');
}
