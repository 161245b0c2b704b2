import { pinyin } from 'pinyin-pro';

/** A name in Latin letters without tones, for made-up addresses: «chenjianping». */
export function pinyinOf(name: string): string {
  return pinyin(name, { toneType: 'none', type: 'array', v: true }).join('');
}
