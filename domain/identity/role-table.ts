import { PERMISSIONS, type DataScope, type Permission, type Role } from '../../kernel/contracts/identity.ts';

interface RoleRow {
  readonly dataScope: DataScope;
  readonly permissions: readonly Permission[];
}

const EVERYBODY = ['crm.read', 'report.read', 'chat.use', 'user.read'] as const satisfies Permission[];

/** What each role may do and whose records it sees. The one place where roles mean something. */
export const ROLE_TABLE: Readonly<Record<Role, RoleRow>> = {
  salesperson: {
    dataScope: 'own',
    permissions: [...EVERYBODY, 'crm.write', 'crm.export', 'sop.read', 'sop.execute', 'send.approve'],
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
      'sop.read',
      'sop.create',
      'sop.update',
      'sop.execute',
      'send.approve',
      'pii.reveal',
      'metering.read',
    ],
  },
  marketer: {
    dataScope: 'all',
    permissions: [...EVERYBODY, 'crm.write', 'crm.import', 'crm.export', 'sop.read', 'sop.create', 'sop.update'],
  },
  customer_success: {
    dataScope: 'all',
    permissions: [...EVERYBODY, 'crm.write', 'sop.read', 'sop.execute', 'send.approve'],
  },
  after_sales: { dataScope: 'all', permissions: [...EVERYBODY, 'crm.write', 'send.approve'] },
  operations: {
    dataScope: 'all',
    permissions: [
      ...EVERYBODY,
      'crm.import',
      'crm.export',
      'sop.read',
      'sop.create',
      'sop.update',
      'sop.execute',
      'send.approve',
      'job.manage',
      'metering.read',
    ],
  },
  administrator: { dataScope: 'all', permissions: PERMISSIONS },
};
