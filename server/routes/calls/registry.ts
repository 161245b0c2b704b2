import type { CallEquipment } from '../../../domain/calls/calls-scope.ts';
import type { ServiceParts } from '../../parts.ts';
import { autoTaskRoutes } from './auto-task.route.ts';
import { doNotCallRoutes } from './do-not-call.route.ts';
import { callRecordRoutes } from './records.route.ts';
import type { ScopeOf } from './scope-of.ts';
import { callTaskRoutes } from './tasks.route.ts';
import { watchTaskRoutes } from './watch-task.route.ts';

/** Every route of the robot's calls. */
export function callRoutes(parts: Pick<ServiceParts, 'bus'> & { readonly calls: CallEquipment }) {
  const scopeOf: ScopeOf = ({ scope }) => ({ ...scope, calls: parts.calls });
  return [
    ...autoTaskRoutes(scopeOf),
    ...callTaskRoutes(scopeOf),
    ...callRecordRoutes(scopeOf),
    ...doNotCallRoutes(scopeOf),
    ...watchTaskRoutes(parts),
  ];
}
