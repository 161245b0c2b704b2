import { forkEm } from '../db/orm.ts';
import type { ChannelScope } from '../domain/messaging/messaging-scope.ts';
import type { Scope } from '../domain/scope.ts';
import { systemActor } from '../kernel/actor.ts';
import { PERMISSIONS } from '../kernel/contracts/identity.ts';
import type { ServiceParts } from './parts.ts';

type OwnParts = Pick<ServiceParts, 'orm' | 'clock' | 'bus' | 'engine'>;

/** A fresh unit of work of the service itself, which may do everything: what its jobs and engines work with. */
export function serviceScope({ orm, clock, bus: events, engine: jobs }: OwnParts): Scope {
  return { em: forkEm(orm), clock, actor: systemActor(PERMISSIONS), events, jobs };
}

/** The same, for what sends or needs to know what a channel can bear. */
export function channelScope(parts: OwnParts & Pick<ServiceParts, 'channels'>): Scope & Pick<ChannelScope, 'channels'> {
  return { ...serviceScope(parts), channels: parts.channels };
}
