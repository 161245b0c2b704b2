/** Where the time comes from. Business code never calls `new Date()` itself, so tests can move the hour. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
