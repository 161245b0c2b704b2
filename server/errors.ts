import { errorsOf, type ErrorCatalogue } from '../kernel/errors.ts';

export const SERVER_ERRORS = {
  'server.body_too_large': {
    kind: 'invalid',
    zh: '提交的内容太大，最多 {limit}。',
    en: 'The body is too large, at most {limit}.',
  },
  'server.bad_json': { kind: 'invalid', zh: '提交的内容不是有效的 JSON。', en: 'The body is not valid JSON.' },
  'server.unsupported_media': { kind: 'invalid', zh: '不支持这种内容类型。', en: 'This content type is not accepted.' },
  'server.no_route': { kind: 'not_found', zh: '没有这个地址。', en: 'There is nothing at this address.' },
  'server.too_many_requests': {
    kind: 'conflict',
    zh: '请求太频繁，请 {seconds} 秒后再试。',
    en: 'Too many requests, try again in {seconds} seconds.',
  },
  'server.bad_request': { kind: 'invalid', zh: '请求有误：{reason}', en: 'Bad request: {reason}' },
  'server.bad_text': {
    kind: 'invalid',
    zh: '内容里有无法保存的字符，请删掉后再试。',
    en: 'The text holds a character that cannot be stored; remove it and try again.',
  },
  'server.port_in_use': {
    kind: 'conflict',
    zh: '端口 {port} 已被占用。请停掉占用它的程序，或改用别的 PORT。',
    en: 'Port {port} is in use. Stop the program that uses it, or choose another PORT.',
  },
  'server.bad_origin': {
    kind: 'forbidden',
    zh: '不接受来自这个网站的连接。',
    en: 'Connections from this origin are not accepted.',
  },
  'server.secret_not_readable': {
    kind: 'conflict',
    zh: '账号的密钥解不开（服务的密钥换过了）。请重新填写这个账号的密钥。',
    en: 'The key of the account cannot be opened: the service secret changed. Enter the key again.',
  },
  'server.spool_full': {
    kind: 'transient',
    zh: '数据库连不上，暂存区也满了，这次回调没有收下。',
    en: 'The database does not answer and the spool is full: this callback was not taken.',
  },
  'server.flooding': {
    kind: 'conflict',
    zh: '消息发得太快，连接已断开，请稍后重连。',
    en: 'Too many messages; the connection was closed.',
  },
  'server.bad_frame': {
    kind: 'invalid',
    zh: '这条消息的格式不对：{problems}',
    en: 'This frame does not fit: {problems}',
  },
} as const satisfies ErrorCatalogue;

export const serverError = errorsOf(SERVER_ERRORS);
