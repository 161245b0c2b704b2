import { z } from 'zod';
import { ListQuery, pageOf } from './paging.ts';

/** Most words of one group. */
const MOST_WORDS = 20;
const Words = z.array(z.string().trim().min(1).max(20)).min(2).max(MOST_WORDS);

/** A group of words that stand for each other in a search: a product and its nickname, an abbreviation and its full form. */
export const SynonymView = z.object({
  id: z.uuid(),
  words: z.array(z.string()),
  note: z.string().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
});
export type SynonymView = z.infer<typeof SynonymView>;

export const SynonymPage = pageOf(SynonymView);
/** `q` finds groups by a part of one of their words. */
export const ListSynonymsQuery = ListQuery.omit({ sort: true });
export type ListSynonymsQuery = z.infer<typeof ListSynonymsQuery>;

export const CreateSynonymRequest = z.strictObject({
  words: Words,
  note: z.string().trim().max(200).nullable().optional(),
});
export type CreateSynonymRequest = z.infer<typeof CreateSynonymRequest>;

export const UpdateSynonymRequest = CreateSynonymRequest.extend({ version: z.int().min(1) });
export type UpdateSynonymRequest = z.infer<typeof UpdateSynonymRequest>;
