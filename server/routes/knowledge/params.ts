import { z } from 'zod';
import { ListQuery } from '../../../kernel/contracts/paging.ts';

/** The id in a path. */
export const IdParams = z.object({ id: z.uuid() });
export const PageQuery = ListQuery.pick({ page: true, page_size: true });
/** The tag all these routes stand under on the API page. */
export const KNOWLEDGE_TAG = '知识库';
export const KNOWLEDGE_URL = '/api/v1/knowledge';
