import { localDay, minuteToInstant } from '../../../kernel/time-phrases/local-day.ts';
import { addDays } from '../../../kernel/time-phrases/calendar.ts';
import type { LocalDay } from '../../../kernel/time-phrases/time-value.ts';
import { isWorkday } from '../../../kernel/time-phrases/workdays.ts';
import type { Dice } from './dice.ts';

export const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** How busy each month is, January first: February has the Spring Festival, quarters end with a rush. */
const SEASON = [0.8, 0.5, 1.2, 1.05, 1, 1.2, 0.85, 0.9, 1.2, 0.85, 1.1, 1.3] as const;
const BUSIEST = 1.3;

/** When people of the demo company work: workdays between nine and half past six, never after `latest`. */
export class WorkingTime {
  readonly now: Date;
  readonly today: LocalDay;
  /** The last working minute that is over; nothing that was done lies after it. */
  readonly latest: Date;
  readonly #dice: Dice;
  readonly #workdays = new Map<LocalDay, boolean>();

  constructor(now: Date, dice: Dice) {
    this.now = now;
    this.today = localDay(now);
    this.latest = lastWorkingMinute(now, this.today);
    this.#dice = dice;
  }

  /** `days` before the latest working minute. */
  ago(days: number): Date {
    return new Date(this.latest.getTime() - days * DAY_MS);
  }

  /** A working minute between two moments. Where they lie too close for working hours, any minute between them. */
  moment(from: Date, to: Date): Date {
    const last = Math.min(to.getTime(), this.latest.getTime());
    if (from.getTime() >= last) return new Date(Math.min(from.getTime(), this.latest.getTime()));
    const draw = () => new Date(from.getTime() + this.#dice.unit() * (last - from.getTime()));
    const [first, end] = [localDay(from), localDay(new Date(last))];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const placed = this.hourOn(this.#workdayNear(localDay(draw()), first, end));
      if (placed.getTime() >= from.getTime() && placed.getTime() <= last) return placed;
    }
    return wholeMinute(draw(), from);
  }

  /** A moment between `from` and `to` days ago, more often in busy months. */
  seasonal(from: number, to: number): Date {
    for (;;) {
      const drawn = this.ago(this.#dice.between(to, from));
      const busy = SEASON[Number(localDay(drawn).slice(5, 7)) - 1] ?? 1;
      if (this.#dice.chance(busy / BUSIEST)) return this.moment(new Date(drawn.getTime() - 3 * DAY_MS), drawn);
    }
  }

  /** A working hour on a day, past or to come. */
  hourOn(day: LocalDay): Date {
    const minute = this.#dice.chance(0.48)
      ? this.#dice.int(9 * 60, 12 * 60)
      : this.#dice.int(13 * 60 + 30, 18 * 60 + 20);
    return new Date(minuteToInstant(`${day}T00:00`).getTime() + minute * MINUTE_MS);
  }

  /** A workday so many days from today, both ends included; any day of them when nobody works (long holidays). */
  workday(from: number, to: number): LocalDay {
    const days = Array.from({ length: to - from + 1 }, (_, place) => addDays(this.today, from + place));
    const workdays = days.filter((day) => this.#isWorkday(day));
    return this.#dice.pick(workdays.length > 0 ? workdays : days);
  }

  #workdayNear(day: LocalDay, first: LocalDay, last: LocalDay): LocalDay {
    // Now and then somebody calls on a Sunday.
    if (this.#isWorkday(day) || this.#dice.chance(0.03)) return day;
    for (let step = 1; step <= 10; step += 1) {
      const [before, after] = [addDays(day, -step), addDays(day, step)];
      if (before >= first && this.#isWorkday(before)) return before;
      if (after <= last && this.#isWorkday(after)) return after;
    }
    return day;
  }

  #isWorkday(day: LocalDay): boolean {
    let known = this.#workdays.get(day);
    if (known === undefined) this.#workdays.set(day, (known = isWorkday(day)));
    return known;
  }
}

function lastWorkingMinute(now: Date, today: LocalDay): Date {
  if (now < minuteToInstant(`${today}T09:00`)) return minuteToInstant(`${addDays(today, -1)}T18:30`);
  const evening = minuteToInstant(`${today}T18:30`);
  return now > evening ? evening : wholeMinute(now, new Date(0));
}

function wholeMinute(moment: Date, earliest: Date): Date {
  const cut = new Date(Math.floor(moment.getTime() / MINUTE_MS) * MINUTE_MS);
  return cut < earliest ? moment : cut;
}
