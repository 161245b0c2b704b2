import { errorsOf, type ErrorCatalogue } from './errors.ts';
import type { DataScope, Permission, Role } from './contracts/identity.ts';

/** Who acts. An agent acts as the person it serves: same permissions, same data scope, its own name in the audit log. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly permissions: ReadonlySet<Permission>;
  readonly dataScope: DataScope;
  readonly kind: 'person' | 'agent' | 'service' | 'system';
  readonly locale: 'zh' | 'en';
  readonly agent?: string;
  readonly approvalId?: string;
  readonly ip?: string;
}

export const ACCESS_ERRORS = {
  'access.not_signed_in': { kind: 'forbidden', zh: '请先登录。', en: 'Sign in first.' },
  'access.token_invalid': {
    kind: 'forbidden',
    zh: '登录已失效，请重新登录。',
    en: 'The session is no longer valid, sign in again.',
  },
  'access.not_permitted': {
    kind: 'forbidden',
    zh: '您没有“{permission}”权限。如果工作需要，请联系管理员开通。',
    en: 'You lack the permission {permission}. Ask an administrator if you need it.',
  },
} as const satisfies ErrorCatalogue;

export const accessError = errorsOf(ACCESS_ERRORS);

/** Lets the actor through or throws `access.not_permitted`. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actor.permissions.has(permission)) throw accessError('access.not_permitted', { details: { permission } });
}

/** The service itself, for jobs that no person started: sees and may do everything, shown as «系统». */
export function systemActor(permissions: Iterable<Permission>): Actor {
  return {
    userId: '00000000-0000-0000-0000-000000000000',
    name: '系统',
    role: 'administrator',
    teamId: null,
    permissions: new Set(permissions),
    dataScope: 'all',
    kind: 'system',
    locale: 'zh',
  };
}
