import {
  BriefcaseBusiness,
  CalendarCheck,
  FileUp,
  type LucideIcon,
  MessagesSquare,
  Settings,
  UserRoundSearch,
  UsersRound,
} from 'lucide-react';
import type { Permission } from '../../../kernel/contracts/identity.ts';

export interface NavItem {
  to: '/chat' | '/customers' | '/leads' | '/opportunities' | '/activities' | '/imports' | '/system';
  word: 'chat' | 'customers' | 'leads' | 'opportunities' | 'activities' | 'imports' | 'system';
  icon: LucideIcon;
  /** Shown to those who hold at least one of these. */
  needs: readonly Permission[];
}

/** The places of the console in the order of the navigation; a phone shows the first four, the rest under 更多. */
export const NAV_ITEMS: readonly NavItem[] = [
  { to: '/chat', word: 'chat', icon: MessagesSquare, needs: ['chat.use'] },
  { to: '/customers', word: 'customers', icon: UsersRound, needs: ['crm.read'] },
  { to: '/leads', word: 'leads', icon: UserRoundSearch, needs: ['crm.read'] },
  { to: '/opportunities', word: 'opportunities', icon: BriefcaseBusiness, needs: ['crm.read'] },
  { to: '/activities', word: 'activities', icon: CalendarCheck, needs: ['crm.read'] },
  { to: '/imports', word: 'imports', icon: FileUp, needs: ['crm.import'] },
  { to: '/system', word: 'system', icon: Settings, needs: ['job.manage', 'audit.read', 'user.manage'] },
];
