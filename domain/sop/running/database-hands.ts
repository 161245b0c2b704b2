import type { SopEffect } from '../actions/step.ts';
import { carryOutEffect } from '../effects/carry-out-effect.ts';
import { askColleague } from '../effects/notify-colleague.ts';
import { leaveAlone } from '../replies/leave-alone.ts';
import { judgeReply } from '../replies/judge-reply.job.ts';
import { change, type Carried } from './carried.ts';
import type { Done, SopHands } from './hands.ts';
import type { Around } from './read-around.ts';
import { JUDGE_LEASE_MS, type SopEngine, type SopScope } from './sop-engine.ts';

/** Does what sequences want done, in the transaction of the batch; each step's effects under a savepoint of their own. */
export function databaseHands(engine: SopEngine, tx: SopScope, around: Around): SopHands {
  return {
    material: (id) => around.materials.get(id),
    command: (id) => around.commands.get(id),
    do: async (carried, seq, effects) => {
      engine.fault?.('effect');
      const done = await underSavepoint(tx, async (scope) => await doAll(scope, carried, seq, effects));
      engine.fault?.('done');
      return done;
    },
    judge: async (carried) => {
      await askForJudgement(tx, carried);
      return null;
    },
    leaveAlone: async (carried, judgement) => await leaveAlone(tx, carried.row, judgement),
    askColleague: async (carried, words) => await askColleague(tx, carried, { to: 'owner', message: words }),
  };
}

async function doAll(scope: SopScope, carried: Carried, seq: number, effects: readonly SopEffect[]): Promise<Done> {
  let done: Done = { command_id: null, refused: null, output: {} };
  for (const effect of effects) {
    const one = await carryOutEffect(scope, carried, seq, effect);
    done = {
      command_id: one.command_id ?? done.command_id,
      refused: one.refused ?? done.refused,
      output: { ...done.output, ...one.output },
    };
  }
  return done;
}

/** What fails takes back its own deeds only, with what it would have told. */
async function underSavepoint<T>(outer: SopScope, work: (scope: SopScope) => Promise<T>): Promise<T> {
  const held: Array<() => void> = [];
  const events: SopScope['events'] = {
    publish: (name, payload) => void held.push(() => outer.events.publish(name, payload)),
  };
  const answer = await outer.em.transactional(async (em) => await work({ ...outer, em, events }));
  for (const tell of held) tell();
  return answer;
}

/** The judge may take long: it is asked in a job, and asked again when it does not answer in time. */
async function askForJudgement(tx: SopScope, carried: Carried): Promise<void> {
  const token = carried.row.token + 1;
  change(carried, { token, due_at: new Date(tx.clock.now().getTime() + JUDGE_LEASE_MS) });
  await tx.jobs.enqueue(tx.em, judgeReply, { instance_id: carried.row.id, token });
}
