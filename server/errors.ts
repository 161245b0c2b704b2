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
