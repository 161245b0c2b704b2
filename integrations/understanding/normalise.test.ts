import { describe, expect, it } from 'vitest';
import { normalise } from './normalise.ts';

describe('normalise', () => {
  it('brings width, case and traditional characters into one form', () => {
    expect(normalise('華東區ＡＢＣ的贏單金額').text).toBe('华东区abc的赢单金额');
  });

  it('leads every offset back to what was typed', () => {
    const normal = normalise('給ＶＩＰ客戶 ㈱');
    const at = normal.text.indexOf('vip');
    expect(normal.rawSlice(at, at + 3)).toBe('ＶＩＰ');
  });

  it('drops invisible and private characters', () => {
    expect(normalise('云\u200B帆\uE001\u202E').text).toBe('云帆');
  });
});
