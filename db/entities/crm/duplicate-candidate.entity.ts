import { defineEntity, p } from '@mikro-orm/core';
import { CANDIDATE_STATUSES, QUALITY_ENTITIES } from '../../../kernel/contracts/data-quality.ts';
import { AppUser } from '../identity/app-user.entity.ts';

/** Two records that are probably one. `leftId` is the smaller id, so a pair stands here once. */
export const DuplicateCandidate = defineEntity({
  name: 'DuplicateCandidate',
  tableName: 'duplicate_candidate',
  properties: {
    id: p.uuid().primary(),
    entity: p.enum(QUALITY_ENTITIES),
    leftId: p.uuid(),
    rightId: p.uuid().index(),
    score: p.integer(),
    kinds: p.array(),
    status: p.enum(CANDIDATE_STATUSES),
    foundAt: p.datetime(),
    updatedAt: p.datetime(),
    decidedBy: () => p.manyToOne(AppUser).mapToPk().nullable(),
    decidedAt: p.datetime().nullable(),
    note: p.string().length(300).nullable(),
  },
  uniques: [{ properties: ['entity', 'leftId', 'rightId'], name: 'duplicate_candidate_pair' }],
  indexes: [{ properties: ['entity', 'status', 'score'], name: 'duplicate_candidate_status' }],
});
