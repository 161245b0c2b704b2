import { Readable } from 'node:stream';
import { z } from 'zod';
import { askForAnalysis } from '../../../domain/calls/handlers/ask-for-analysis.ts';
import { listDueFollows } from '../../../domain/calls/records/due-follows.ts';
import { listFollows } from '../../../domain/calls/records/follow-view.ts';
import { listInterested } from '../../../domain/calls/records/interested-calls.ts';
import { openRecording } from '../../../domain/calls/records/open-recording.ts';
import { listRecords, readRecord } from '../../../domain/calls/records/record-view.ts';
import {
  DueFollow,
  DueFollowList,
  InterestedCall,
  InterestedCallList,
} from '../../../kernel/contracts/call-findings.ts';
import { CallFollowList, CallFollowView } from '../../../kernel/contracts/call-follow-ups.ts';
import { CallRecordDetail, CallRecordList, CallRecordView } from '../../../kernel/contracts/call-records.ts';
import { pageOf } from '../../../kernel/contracts/paging.ts';
import { defineRoute } from '../../route.ts';
import type { ScopeOf } from './scope-of.ts';

const base = '/api/v1/calls/records';
const tag = '外呼记录';
const IdParams = z.object({ id: z.uuid() });
const GIVEN_UP_MS = 60_000;

/** Single calls, what was said in them, and what followed. */
export const callRecordRoutes = (scopeOf: ScopeOf) => [
  defineRoute({
    method: 'GET',
    url: base,
    access: 'call.read',
    summary: '外呼记录列表',
    tag,
    query: CallRecordList,
    response: pageOf(CallRecordView),
    handle: async (context, { query }) => await listRecords(scopeOf(context), query),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    access: 'call.read',
    summary: '外呼记录和通话内容',
    tag,
    params: IdParams,
    response: CallRecordDetail,
    handle: async (context, { params }) => await readRecord(scopeOf(context), params.id),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id/recording`,
    access: 'call.read',
    summary: '播放录音',
    tag,
    params: IdParams,
    handle: async (context, { params }) => {
      const found = await openRecording(scopeOf(context), params.id, AbortSignal.timeout(GIVEN_UP_MS));
      return await context.reply
        .type(found.content_type)
        .header('content-length', found.size)
        .header('cache-control', 'private, no-store')
        .send(Readable.from(found.bytes));
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/analyse`,
    access: 'call.write',
    summary: '重新分析没有判断的通话',
    tag,
    params: IdParams,
    response: CallRecordDetail,
    handle: async (context, { params }) =>
      await askForAnalysis(scopeOf(context), params.id, AbortSignal.timeout(GIVEN_UP_MS)),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/follow-ups',
    access: 'call.read',
    summary: '外呼跟进记录',
    tag,
    query: CallFollowList,
    response: pageOf(CallFollowView),
    handle: async (context, { query }) => await listFollows(scopeOf(context), query),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/follow-ups/due',
    access: 'call.read',
    summary: '外呼后还没做的跟进，最早的在前',
    tag,
    query: DueFollowList,
    response: pageOf(DueFollow),
    handle: async (context, { query }) => await listDueFollows(scopeOf(context), query),
  }),
  defineRoute({
    method: 'GET',
    url: '/api/v1/calls/interested',
    access: 'call.read',
    summary: '有意向的人和他们的原话',
    tag,
    query: InterestedCallList,
    response: pageOf(InterestedCall),
    handle: async (context, { query }) => await listInterested(scopeOf(context), query),
  }),
];
