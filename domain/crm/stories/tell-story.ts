import type { CustomerStory } from '../../../kernel/contracts/profile.ts';
import type { WriteScope } from '../crm-scope.ts';
import { getCustomer } from '../customers/get-customer.ts';
import { getProfile } from '../profiles/get-profile.ts';
import type { HealthSignal } from '../profiles/health-signal.port.ts';
import {
  decisionMaker,
  endedDeals,
  lastActivity,
  lastOrder,
  nextPlan,
  openDeals,
  openIssue,
  runningContract,
} from './story-facts.ts';
import {
  dealSentence,
  latelySentence,
  nextSentence,
  riskSentence,
  valueSentence,
  whoSentence,
} from './story-sentences.ts';

/**
 * What one has to know about a customer before a call, in half a minute: who it is, what it is worth, what happened
 * lately, where the deals stand, what endangers it and what comes next. Each sentence names the records it rests on, and
 * the same records give the same sentences. Deals, orders and contracts of colleagues the reader may not see stay out.
 *
 * @throws AppError `crm.customer_not_found`, also for one the actor may not see
 */
export async function tellStory(
  scope: Pick<WriteScope, 'em' | 'actor' | 'clock'>,
  signals: readonly HealthSignal[],
  input: { readonly id: string },
): Promise<CustomerStory> {
  const { id } = input;
  const now = scope.clock.now();
  const customer = await getCustomer(scope, input);
  const profile = await getProfile(scope, signals, input);
  return {
    customer_id: id,
    name: customer.name,
    sentences: [
      whoSentence(customer, await decisionMaker(scope, id)),
      valueSentence(customer, profile, await lastOrder(scope, id), await runningContract(scope, id), now),
      latelySentence(customer, await lastActivity(scope, id), now),
      dealSentence(customer, await openDeals(scope, id), await endedDeals(scope, id), now),
      riskSentence(customer, profile, await openIssue(scope, id)),
      nextSentence(customer, await nextPlan(scope, id), now),
    ],
    told_at: now.toISOString(),
  };
}
