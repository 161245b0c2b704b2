import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

export const IDENTITY_ERRORS = {
  'identity.wrong_credentials': { kind: 'forbidden', zh: '用户名或密码不对。', en: 'Wrong user name or password.' },
  'identity.too_many_attempts': {
    kind: 'conflict',
    zh: '登录失败次数太多，请 {seconds} 秒后再试。',
    en: 'Too many failed attempts. Try again in {seconds} seconds.',
  },
  'identity.refresh_invalid': {
    kind: 'forbidden',
    zh: '登录已过期，请重新登录。',
    en: 'The session has ended, sign in again.',
  },
  'identity.user_not_found': { kind: 'not_found', zh: '没有这个用户。', en: 'No such user.' },
  'identity.team_not_found': { kind: 'not_found', zh: '没有这个团队。', en: 'No such team.' },
  'identity.username_taken': {
    kind: 'conflict',
    zh: '用户名“{username}”已被使用，请换一个。',
    en: 'The user name {username} is taken.',
  },
  'identity.team_name_taken': { kind: 'conflict', zh: '团队“{name}”已存在。', en: 'The team {name} exists already.' },
  'identity.stale_version': {
    kind: 'conflict',
    zh: '这条记录刚被别人改过（现在是第 {current} 版），请刷新后再改。',
    en: 'The record was changed meanwhile (now version {current}).',
  },
  'identity.last_administrator': {
    kind: 'conflict',
    zh: '这是最后一位管理员，不能停用或改角色。',
    en: 'This is the last administrator: it cannot be locked or lose its role.',
  },
  'identity.ticket_invalid': {
    kind: 'forbidden',
    zh: '连接凭证已失效，请重新连接。',
    en: 'The ticket is no longer valid.',
  },
  'identity.permission_beyond_user': {
    kind: 'invalid',
    zh: '令牌的权限不能超过它所代表的用户：{permissions}',
    en: 'A token cannot hold more than its user: {permissions}',
  },
} as const satisfies ErrorCatalogue;

export const identityError = errorsOf(IDENTITY_ERRORS);
