import { z } from 'zod';
import { defineSignal } from '../../jobs/signal.ts';
import { AlertLevel } from '../../kernel/contracts/judgement.ts';

/** An alert was opened at a level, or raised to it: who is to know of this level is told now. Once per alert and level. */
export const alertReachedLevel = defineSignal({
  name: 'alerts.level_reached',
  payload: z.object({ alert_id: z.uuid(), level: AlertLevel }),
});
