import { defineTrigger } from './trigger.ts';

/** Somebody became a friend of an account. */
export const newFriend = defineTrigger<object>({
  type: 'new_friend',
  title: '新好友',
  description: '账号加上新好友时开始。',
  fits: ({ contact_types: types }) => types.includes('friend'),
});
