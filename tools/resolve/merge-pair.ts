import { listDuplicates } from '../../domain/crm/duplicates/list-duplicates.ts';
import { qualityError } from '../../domain/crm/quality/errors.ts';
import type { QualityEntity } from '../../kernel/contracts/data-quality.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import { QUALITY_WORDS, sideWords } from '../present/duplicate-table.ts';
import { resolveQualityRecord, type QualityRecord } from './quality-record.ts';
import type { ResolveScope } from './name.ts';

/** Two records to be merged, as they were said. */
export interface SaidPair {
  readonly customer?: string | null | undefined;
  readonly into?: string | null | undefined;
  readonly lead?: string | null | undefined;
  readonly into_lead?: string | null | undefined;
}

export interface PairToMerge {
  readonly entity: QualityEntity;
  readonly survivor_id: string;
  readonly loser_id: string;
}

const MOST_OPTIONS = 8;

/**
 * Which record goes into which. Of one that is named alone it is the other of its only open pair that goes into it.
 * @throws AppError `tools.missing`, `tools.ambiguous`, `tools.not_found`, `tools.nothing_to_change`, `crm.merge_same_record`
 */
export async function resolveMergePair(scope: ResolveScope, said: SaidPair): Promise<PairToMerge> {
  const isLead = Boolean(given(said.lead) ?? given(said.into_lead));
  const names = (isLead ? [said.lead, said.into_lead] : [said.customer, said.into]).flatMap(
    (name) => given(name) ?? [],
  );
  const records: QualityRecord[] = [];
  for (const name of names) {
    const record = await resolveQualityRecord(scope, isLead ? { lead: name } : { customer: name });
    if (record) records.push(record);
  }
  const [first, second] = records;
  if (!first) throw toolError('tools.missing', { details: { label: '要合并的客户或线索的名称' } });
  if (!second) return { entity: first.entity, survivor_id: first.id, loser_id: await onlyTwin(scope, first) };
  if (first.id === second.id) throw qualityError('crm.merge_same_record');
  return { entity: first.entity, survivor_id: second.id, loser_id: first.id };
}

async function onlyTwin(scope: ResolveScope, record: QualityRecord): Promise<string> {
  const { entity, id, name } = record;
  const page = await listDuplicates(scope, { entity, status: 'open', record_id: id, page: 1, page_size: MOST_OPTIONS });
  const others = page.items
    .map((pair) => ({ pair, side: pair.left.id === id ? pair.right : pair.left }))
    .filter(({ side }) => side.id !== null);
  const { noun } = QUALITY_WORDS[entity];
  const [only] = others;
  if (!only?.side.id)
    throw toolError('tools.nothing_to_change', {
      details: { reason: `没有发现和${noun}“${name}”重复、您又能合并的记录` },
    });
  if (others.length === 1) return only.side.id;
  const options = others.map(({ pair, side }) => ({
    label: sideWords(pair, side),
    value: side.code ?? side.id ?? '',
  }));
  throw toolError('tools.ambiguous', {
    details: { name, label: `疑似重复的${noun}`, count: others.length, options },
  });
}
