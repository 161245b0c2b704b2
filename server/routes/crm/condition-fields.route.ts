import { z } from 'zod';
import { fieldsOf } from '../../../domain/crm/fields/fields-of.ts';
import { FIELD_ENTITIES } from '../../../domain/crm/fields/field-table.ts';
import { describeFields } from '../../../kernel/conditions/field-catalogue.ts';
import { ConditionField } from '../../../kernel/contracts/conditions.ts';
import { defineRoute } from '../../route.ts';
import { CRM_TAG } from './params.ts';

/** What conditions may name: for the builder of segments, rules and pools. */
export const conditionFieldRoutes = [
  defineRoute({
    method: 'GET',
    url: '/api/v1/crm/condition-fields',
    access: 'crm.read',
    summary: '条件里可用的字段',
    tag: CRM_TAG,
    query: z.strictObject({ entity: z.enum(FIELD_ENTITIES) }),
    response: z.object({ items: z.array(ConditionField) }),
    handle: async ({ scope }, { query }) => ({
      items: describeFields((await fieldsOf(scope, query.entity)).catalogue),
    }),
  }),
] as const;
