import { describe, expect, it } from 'vitest';
import { changeListSearch, listQuery, readListSearch } from './list-search.ts';

describe('the address of a list', () => {
  it('keeps what it knows and drops what it does not', () => {
    expect(readListSearch({ q: '华东', region: '华东', evil: 'x', page: '3', size: '50' }, ['region'])).toEqual({
      q: '华东',
      region: '华东',
      page: '3',
      size: '50',
    });
    expect(readListSearch({ page: '-1', size: '7', sort: 4 }, [])).toEqual({});
  });

  it('keeps every column of a list with many, and no text without end', () => {
    const cols = Array.from({ length: 60 }, (_, at) => `custom.own_field_number_${String(at)}`).join(',');
    expect(readListSearch({ cols, q: '长'.repeat(999) }, [])).toEqual({ cols, q: '长'.repeat(200) });
  });

  it('goes back to page one when the list becomes another', () => {
    const search = { page: '4', region: '华东' };
    expect(changeListSearch(search, { region: '华南' })).toEqual({ region: '华南' });
    expect(changeListSearch(search, { q: '云' })).toEqual({ region: '华东', q: '云' });
    expect(changeListSearch(search, { sort: '-amount' })).toEqual({ region: '华东', sort: '-amount' });
  });

  it('stays on the page while a record opens or columns change', () => {
    const search = { page: '4', region: '华东' };
    expect(changeListSearch(search, { open: 'a' })).toEqual({ page: '4', region: '华东', open: 'a' });
    expect(changeListSearch(search, { cols: 'name' })).toEqual({ page: '4', region: '华东', cols: 'name' });
    expect(changeListSearch({ ...search, open: 'a' }, { open: undefined })).toEqual(search);
  });

  it('leaves no trace of page one', () => {
    expect(changeListSearch({ page: '2' }, { page: '1' })).toEqual({});
  });

  it('asks the server for filters and paging only', () => {
    expect(listQuery({ q: '云', open: 'a', cols: 'name', page: '2', size: '50', tag: '重点' })).toEqual({
      q: '云',
      tag: '重点',
      page: 2,
      page_size: 50,
    });
  });
});
