import { endForContact } from '../../domain/sop/replies/end-for-contact.job.ts';
import { endContactInstances } from '../../domain/sop/replies/end-contact-instances.ts';
import { hearMessage } from '../../domain/sop/replies/hear-message.ts';
import { hearSopMessage } from '../../domain/sop/replies/hear-sop-message.job.ts';
import { judgeBeside, judgeForInstance } from '../../domain/sop/replies/judge-now.ts';
import { judgeReply } from '../../domain/sop/replies/judge-reply.job.ts';
import { settleCommand } from '../../domain/sop/replies/settle-command.ts';
import { settleSopCommand } from '../../domain/sop/replies/settle-sop-command.job.ts';
import { followAccount } from '../../domain/sop/running/follow-account.job.ts';
import { followAccountState } from '../../domain/sop/running/follow-account.ts';
import { followTemplate } from '../../domain/sop/running/follow-template.job.ts';
import { followTemplates } from '../../domain/sop/running/follow-template.ts';
import { runDue } from '../../domain/sop/running/run-due.ts';
import { runSop } from '../../domain/sop/running/run-sop.job.ts';
import { watchSop } from '../../domain/sop/running/watch-sop.job.ts';
import { watchSopNow } from '../../domain/sop/running/watch-sop.ts';
import { startOnFriend } from '../../domain/sop/triggers/start-on-friend.job.ts';
import { startOnGrade } from '../../domain/sop/triggers/start-on-grade.job.ts';
import { startOnMessage } from '../../domain/sop/triggers/start-on-message.job.ts';
import { startOnStage } from '../../domain/sop/triggers/start-on-stage.job.ts';
import {
  startForCall,
  startForFriend,
  startForGrade,
  startForMessage,
  startForStage,
} from '../../domain/sop/triggers/start-sequences.ts';
import { sweepSop } from '../../domain/sop/triggers/sweep-sop.job.ts';
import { sweepTemplates } from '../../domain/sop/triggers/sweep-templates.ts';
import { runSopBatch } from '../../domain/sop/instances/run-sop-batch.job.ts';
import { runBatchRows } from '../../domain/sop/instances/run-batch-rows.ts';
import type { ServiceParts } from '../parts.ts';
import { startOnCall } from './start-on-call.job.ts';

/** Who carries out the jobs of sequences. */
export function registerSopHandlers({ engine, sop }: Pick<ServiceParts, 'engine' | 'sop'>): void {
  engine.handle(runSop, async (_payload, { signal }) => void (await runDue(sop, signal)));
  engine.handle(hearSopMessage, async (told) => await hearMessage(sop, told));
  engine.handle(settleSopCommand, async (told) => await settleCommand(sop.scope(), told));
  engine.handle(judgeReply, async (asked, { signal }) => {
    if ('message_id' in asked) await judgeBeside(sop, asked.message_id, signal);
    else await judgeForInstance(sop, asked, signal);
  });
  engine.handle(endForContact, async ({ person_id }) => await endContactInstances(sop.scope, sop.plans, person_id));
  engine.handle(followAccount, async (told) => await followAccountState(sop.scope, told));
  engine.handle(followTemplate, async ({ template_id }) => await followTemplates(sop.scope, template_id));
  engine.handle(watchSop, async (_payload, { signal }) => await watchSopNow(sop, signal));
  engine.handle(startOnMessage, async (told) => await startForMessage(sop, told));
  engine.handle(startOnFriend, async (told, { jobId }) => await startForFriend(sop, told, jobId));
  engine.handle(startOnStage, async (told) => await startForStage(sop, told));
  engine.handle(startOnCall, async (told) => await startForCall(sop, told));
  engine.handle(startOnGrade, async (told) => await startForGrade(sop, told));
  engine.handle(sweepSop, async (_payload, { signal }) => void (await sweepTemplates(sop, signal)));
  engine.handle(runSopBatch, async ({ batch_id }, { signal }) => await runBatchRows(sop.scope, batch_id, signal));
}
