import type { ChannelMessageKind } from '../../../kernel/contracts/messaging.ts';

const KIND_WORDS: Readonly<Record<ChannelMessageKind, string>> = {
  text: '',
  image: '[图片]',
  voice: '[语音]',
  video: '[视频]',
  file: '[文件]',
  link: '[链接]',
  card: '[名片]',
  location: '[位置]',
  mini_program: '[小程序]',
  quote: '',
  record: '[聊天记录]',
  emoji: '[表情]',
  payment: '[转账]',
  system: '[系统消息]',
  other: '[消息]',
};

/** What somebody wrote, with media as words in brackets. */
export function spokenText({ kind, text }: { readonly kind: ChannelMessageKind; readonly text: string }): string {
  return [KIND_WORDS[kind], text.trim()].filter(Boolean).join(' ') || '[消息]';
}
