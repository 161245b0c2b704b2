import { PERMISSIONS, type DataScope, type Permission, type Role } from '../../kernel/contracts/identity.ts';

interface RoleRow {
  readonly dataScope: DataScope;
  readonly permissions: readonly Permission[];
}

const EVERYBODY = [
  'crm.read',
  'report.read',
  'chat.use',
  'knowledge.read',
  'user.read',
] as const satisfies Permission[];

const WRITES_TO_CUSTOMERS = [
  'messaging.read',
  'messaging.send',
  'send.approve',
  'alerts.read',
  'alerts.handle',
  'track_task.read',
  'track_task.write',
] as const satisfies Permission[];

/** Calls by the robot: who plans and starts them, each for what they may see. */
const CALLS_CUSTOMERS = ['call.read', 'call.write', 'call.execute'] as const satisfies Permission[];

/** What each role may do and whose records it sees. The one place where roles mean something. */
export const ROLE_TABLE: Readonly<Record<Role, RoleRow>> = {
  salesperson: {
    dataScope: 'own',
    permissions: [
      ...EVERYBODY,
      'crm.write',
      'crm.export',
      'sop.read',
      'sop.execute',
      ...WRITES_TO_CUSTOMERS,
      ...CALLS_CUSTOMERS,
    ],
  },
  sales_manager: {
    dataScope: 'team',
    permissions: [
      ...EVERYBODY,
      'crm.write',
      'crm.assign',
      'crm.delete',
      'crm.import',
      'crm.export',
      'crm.configure',
      'knowledge.write',
      'sop.read',
      'sop.create',
      'sop.update',
      'sop.execute',
      ...WRITES_TO_CUSTOMERS,
      ...CALLS_CUSTOMERS,
      'routing.read',
      'pii.reveal',
      'metering.read',
    ],
  },
  marketer: {
    dataScope: 'all',
    permissions: [
      ...EVERYBODY,
      'crm.write',
      'crm.import',
      'crm.export',
      'knowledge.write',
      'sop.read',
      'sop.create',
      'sop.update',
      'messaging.read',
      'alerts.read',
      'track_task.read',
      'call.read',
      'call.write',
    ],
  },
  customer_success: {
    dataScope: 'all',
    permissions: [
      ...EVERYBODY,
      'crm.write',
      'knowledge.write',
      'sop.read',
      'sop.execute',
      ...WRITES_TO_CUSTOMERS,
      'call.read',
      'routing.read',
    ],
  },
  after_sales: {
    dataScope: 'all',
    permissions: [...EVERYBODY, 'crm.write', 'knowledge.write', ...WRITES_TO_CUSTOMERS, 'routing.read'],
  },
  operations: {
    dataScope: 'all',
    permissions: [
      ...EVERYBODY,
      'crm.import',
      'crm.export',
      'knowledge.write',
      'sop.read',
      'sop.create',
      'sop.update',
      'sop.execute',
      ...WRITES_TO_CUSTOMERS,
      ...CALLS_CUSTOMERS,
      'messaging.configure',
      'routing.read',
      'routing.configure',
      'job.manage',
      'metering.read',
    ],
  },
  administrator: { dataScope: 'all', permissions: PERMISSIONS },
};
