import type {
  DuplicateCandidateView,
  DuplicateMatch,
  MatchLevel,
  QualityEntity,
} from '../../kernel/contracts/data-quality.ts';
import type { RowTable } from './row-table.ts';

/** How sure it is that two are one, in words. */
export const LEVEL_WORDS: Readonly<Record<MatchLevel, string>> = {
  certain: '几乎可以肯定',
  likely: '很可能',
  possible: '有可能',
};

/** The word for a kind of record, and for counting it. */
export const QUALITY_WORDS: Readonly<Record<QualityEntity, { readonly noun: string; readonly unit: string }>> = {
  customer: { noun: '客户', unit: '家' },
  contact: { noun: '联系人', unit: '位' },
  lead: { noun: '线索', unit: '条' },
};

/** What two records share, in words. */
export function reasonWords({ reasons }: Pick<DuplicateMatch, 'reasons'>): string {
  return reasons.map(({ label }) => label).join('、');
}

/** Pairs that are probably one. A side the reader may not see is only «同事的客户». */
export const PAIR_TABLE: RowTable<DuplicateCandidateView> = {
  columns: [
    { key: 'left', label: '记录', format: 'text', cell: (row) => sideWords(row, row.left) },
    { key: 'right', label: '疑似重复', format: 'text', cell: (row) => sideWords(row, row.right) },
    { key: 'level', label: '把握', format: 'text', cell: (row) => `${LEVEL_WORDS[row.level]}（${row.score}）` },
    { key: 'reasons', label: '依据', format: 'text', cell: reasonWords },
    { key: 'owners', label: '负责人', format: 'text', cell: ownersOf },
  ],
  ref: (row) => {
    const side = row.left.hidden ? row.right : row.left;
    return side.id && side.name ? { entity: row.entity, id: side.id, label: side.name, code: side.code } : null;
  },
};

/** «云帆科技（杭州）». */
export function sideWords(
  { entity }: Pick<DuplicateCandidateView, 'entity'>,
  side: DuplicateCandidateView['left'],
): string {
  if (side.hidden || side.name === null) return `同事的${QUALITY_WORDS[entity].noun}`;
  return side.detail ? `${side.name}（${side.detail}）` : side.name;
}

function ownersOf({ left, right }: DuplicateCandidateView): string {
  return [...new Set([left.owner_name ?? '暂无', right.owner_name ?? '暂无'])].join('、');
}

/** What one record probably is a second time. */
export const TWIN_TABLE: RowTable<DuplicateMatch> = {
  columns: [
    { key: 'entity', label: '类型', format: 'text', cell: (row) => QUALITY_WORDS[row.entity].noun },
    {
      key: 'name',
      label: '疑似重复',
      format: 'text',
      cell: (row) => row.name ?? `同事的${QUALITY_WORDS[row.entity].noun}`,
    },
    { key: 'level', label: '把握', format: 'text', cell: (row) => `${LEVEL_WORDS[row.level]}（${row.score}）` },
    { key: 'reasons', label: '依据', format: 'text', cell: reasonWords },
    { key: 'owner', label: '负责人', format: 'text', cell: (row) => row.owner_name },
  ],
  ref: (row) => (row.id && row.name ? { entity: row.entity, id: row.id, label: row.name } : null),
};
