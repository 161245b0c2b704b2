import { z } from 'zod';
import { ConditionField } from '../../../kernel/contracts/conditions.ts';
import { describeFields } from '../../../kernel/conditions/field-catalogue.ts';
import {
  SopActionView,
  SopLibraryItem,
  SopTemplateView,
  SopVariableView,
  TakeFromLibrary,
} from '../../../kernel/contracts/sop-templates.ts';
import { describeActions } from '../../../domain/sop/templates/describe-actions.ts';
import { sopCatalogue } from '../../../domain/sop/language/sop-catalogue.ts';
import { describeVariables } from '../../../domain/sop/language/describe-variables.ts';
import { listLibrary } from '../../../domain/sop/library/library-view.ts';
import { takeFromLibrary } from '../../../domain/sop/library/take-from-library.ts';
import { defineRoute, type RouteDefinition } from '../../route.ts';
import { base, optionalBody, SOP_TAG as tag } from './params.ts';

/** Ready templates, and what one writes with: actions, variables, fields of conditions. */
export const SOP_LIBRARY_ROUTES: readonly RouteDefinition[] = [
  defineRoute({
    method: 'GET',
    url: `${base}/library`,
    access: 'sop.read',
    summary: 'SOP 模板库',
    tag,
    response: z.array(SopLibraryItem),
    handle: () => Promise.resolve(listLibrary()),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/library/:name`,
    access: 'sop.create',
    summary: '取用模板库里的模板，成为草稿',
    tag,
    params: z.object({ name: z.string().max(60) }),
    body: optionalBody(TakeFromLibrary),
    status: 201,
    response: SopTemplateView,
    handle: async ({ scope }, { params, body }) => await takeFromLibrary(scope, { ...body, library_name: params.name }),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/actions`,
    access: 'sop.read',
    summary: 'SOP 的动作和它们的设置',
    tag,
    response: z.array(SopActionView),
    handle: () => Promise.resolve(describeActions()),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/variables`,
    access: 'sop.read',
    summary: '内置变量',
    tag,
    response: z.array(SopVariableView),
    handle: () => Promise.resolve(describeVariables()),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/condition-fields`,
    access: 'sop.read',
    summary: '条件可以用的字段',
    tag,
    response: z.array(ConditionField),
    handle: async ({ scope }) => describeFields(await sopCatalogue(scope)),
  }),
];
