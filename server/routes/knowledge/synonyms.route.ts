import { z } from 'zod';
import {
  CreateSynonymRequest,
  ListSynonymsQuery,
  SynonymPage,
  SynonymView,
  UpdateSynonymRequest,
} from '../../../kernel/contracts/knowledge-synonyms.ts';
import { createSynonym } from '../../../knowledge/synonyms/create-synonym.ts';
import { deleteSynonym } from '../../../knowledge/synonyms/delete-synonym.ts';
import { listSynonyms } from '../../../knowledge/synonyms/list-synonyms.ts';
import { updateSynonym } from '../../../knowledge/synonyms/update-synonym.ts';
import { defineRoute } from '../../route.ts';

const tag = '知识库';
const url = '/api/v1/knowledge/synonyms';
const params = z.object({ id: z.uuid() });

/** Words that stand for each other when the knowledge base is searched. */
export const SYNONYM_ROUTES = [
  defineRoute({
    method: 'GET',
    url,
    access: 'knowledge.read',
    summary: '同义词列表',
    tag,
    query: ListSynonymsQuery,
    response: SynonymPage,
    handle: async ({ scope }, { query }) => await listSynonyms(scope, query),
  }),
  defineRoute({
    method: 'POST',
    url,
    access: 'knowledge.write',
    summary: '新建一组同义词',
    tag,
    body: CreateSynonymRequest,
    response: SynonymView,
    status: 201,
    handle: async ({ scope }, { body }) => await createSynonym(scope, body),
  }),
  defineRoute({
    method: 'PUT',
    url: `${url}/:id`,
    access: 'knowledge.write',
    summary: '修改一组同义词',
    tag,
    params,
    body: UpdateSynonymRequest,
    response: SynonymView,
    handle: async ({ scope }, { params, body }) => await updateSynonym(scope, params.id, body),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${url}/:id`,
    access: 'knowledge.write',
    summary: '删除一组同义词',
    tag,
    params,
    handle: async ({ scope }, { params }) => await deleteSynonym(scope, params.id),
  }),
] as const;
