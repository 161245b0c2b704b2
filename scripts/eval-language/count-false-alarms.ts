import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { refusesContact, type ContactWay } from '../../integrations/understanding/contact-wish.ts';
import { normalise } from '../../integrations/understanding/normalise.ts';

interface Dialog {
  readonly turns: readonly { readonly role: string; readonly text: string }[];
}

/** How often real turns of customer service are taken for the wish to be left alone, by the way of contact. */
export interface FalseAlarms {
  readonly dialogs: number;
  readonly customer_turns: number;
  readonly alarms: Readonly<Record<ContactWay, number>>;
}

const WAYS = ['call', 'message'] as const satisfies readonly ContactWay[];

/**
 * Reads `dialogs.jsonl` (`{turns: [{role, text}]}` a line) as a stream and counts the customers' turns that raise an alarm.
 * @param show prints those turns, for a person who judges whether the alarm is false
 */
export async function countFalseAlarms(folder: string, show: boolean): Promise<FalseAlarms> {
  const alarms: Record<ContactWay, number> = { call: 0, message: 0 };
  let [dialogs, turns] = [0, 0];
  const lines = createInterface({
    input: createReadStream(join(folder, 'dialogs.jsonl'), 'utf8'),
    crlfDelay: Infinity,
  });
  for await (const line of lines) {
    if (line.trim() === '') continue;
    dialogs += 1;
    for (const { role, text } of (JSON.parse(line) as Dialog).turns) {
      if (role !== 'customer') continue;
      turns += 1;
      for (const way of WAYS) {
        const words = refusesContact(normalise(text).text, way);
        if (words === null) continue;
        alarms[way] += 1;
        if (show) console.log(`${way} [${words}] ${text}`);
      }
    }
  }
  return { dialogs, customer_turns: turns, alarms };
}
