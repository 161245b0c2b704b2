import { describe, expect, it } from 'vitest';
import { splitRequests } from './split-requests.ts';

const parts = (text: string): string[] => splitRequests(text).map(({ start, end }) => text.slice(start, end));

describe('splitRequests', () => {
  it('cuts where another request is announced', () => {
    expect(parts('给云帆加个标签，再约明天拜访')).toEqual(['给云帆加个标签', '约明天拜访']);
    expect(parts('看看云帆的资料，顺便查一下商机')).toHaveLength(2);
  });

  it('leaves one request whole', () => {
    expect(parts('今天拜访了云帆，对方要报价')).toHaveLength(1);
    expect(parts('再加上客单价')).toHaveLength(1);
  });
});
