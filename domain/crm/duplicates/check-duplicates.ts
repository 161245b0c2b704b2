import type { CheckDuplicates, DuplicateMatch, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import { describeMatches } from './describe-matches.ts';
import { findMatches } from './find-matches.ts';
import { matchKeys } from './match-keys.ts';
import { EMPTY_RECORD, type MatchRecord } from './match-record.ts';
import { LEAST_WHILE_TYPING } from './score-pair.ts';

/** Which lists a typed record is looked for in: a lead's company may be a customer already. */
const LOOKED_IN: Readonly<Record<QualityEntity, readonly QualityEntity[]>> = {
  customer: ['customer', 'lead'],
  contact: ['contact', 'lead'],
  lead: ['lead', 'customer', 'contact'],
};
const MOST_SHOWN = 10;
/** Hidden ones that are only possible fall out, so a few more are read than shown. */
const MOST_DESCRIBED = 50;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * The existing records a half-typed one probably is, the surest first, at most ten. All records are looked at; of those
 * outside the person's data scope only «已有同事在跟进» with the owner is told, and only when it is likely.
 */
export async function checkDuplicates(scope: ReadScope, input: CheckDuplicates): Promise<DuplicateMatch[]> {
  const typed: MatchRecord = {
    ...EMPTY_RECORD,
    ...given(input.fields),
    entity: input.entity,
    id: input.exclude_id ?? NOBODY,
  };
  const keys = matchKeys(typed);
  if (keys.length === 0) return [];
  const found = await findMatches(scope, { entities: LOOKED_IN[input.entity], typed: [{ record: typed, keys }] });
  const matches = (found[0] ?? []).filter((match) => match.score >= LEAST_WHILE_TYPING);
  return [...(await describeMatches(scope, matches.slice(0, MOST_DESCRIBED))).values()].slice(0, MOST_SHOWN);
}

/** The fields with something in them. */
function given(fields: CheckDuplicates['fields']): Partial<MatchRecord> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string' && value.trim()));
}
