import {
  BookOpen,
  BriefcaseBusiness,
  CalendarCheck,
  CopyCheck,
  Filter,
  FileUp,
  ListPlus,
  Gauge,
  ScrollText,
  Tags,
  type LucideIcon,
  ListChecks,
  MessagesSquare,
  PackageCheck,
  Settings,
  ShieldCheck,
  Split,
  TrendingUp,
  UserRoundSearch,
  UsersRound,
  Waves,
} from 'lucide-react';
import type { Permission } from '../../../kernel/contracts/identity.ts';

export interface NavItem {
  to:
    | '/chat'
    | '/customers'
    | '/leads'
    | '/opportunities'
    | '/activities'
    | '/contracts'
    | '/knowledge'
    | '/pools'
    | '/segments'
    | '/assignment'
    | '/duplicates'
    | '/data-quality'
    | '/custom-fields'
    | '/scoring'
    | '/customer-rules'
    | '/forecast'
    | '/orders'
    | '/stages'
    | '/imports'
    | '/system';
  word:
    | 'chat'
    | 'customers'
    | 'leads'
    | 'opportunities'
    | 'activities'
    | 'contracts'
    | 'knowledge'
    | 'pools'
    | 'segments'
    | 'assignment'
    | 'duplicates'
    | 'dataQuality'
    | 'customFields'
    | 'scoring'
    | 'customerRules'
    | 'forecast'
    | 'orders'
    | 'stages'
    | 'imports'
    | 'system';
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
  { to: '/forecast', word: 'forecast', icon: TrendingUp, needs: ['report.read'] },
  { to: '/orders', word: 'orders', icon: PackageCheck, needs: ['crm.read'] },
  { to: '/contracts', word: 'contracts', icon: ScrollText, needs: ['crm.read'] },
  { to: '/knowledge', word: 'knowledge', icon: BookOpen, needs: ['knowledge.read'] },
  { to: '/pools', word: 'pools', icon: Waves, needs: ['crm.read'] },
  { to: '/segments', word: 'segments', icon: Filter, needs: ['crm.read'] },
  { to: '/assignment', word: 'assignment', icon: Split, needs: ['crm.assign'] },
  { to: '/duplicates', word: 'duplicates', icon: CopyCheck, needs: ['crm.read'] },
  { to: '/data-quality', word: 'dataQuality', icon: ShieldCheck, needs: ['crm.read'] },
  { to: '/imports', word: 'imports', icon: FileUp, needs: ['crm.import'] },
  { to: '/scoring', word: 'scoring', icon: Gauge, needs: ['crm.configure'] },
  { to: '/customer-rules', word: 'customerRules', icon: Tags, needs: ['crm.configure'] },
  { to: '/stages', word: 'stages', icon: ListChecks, needs: ['crm.configure'] },
  { to: '/custom-fields', word: 'customFields', icon: ListPlus, needs: ['crm.configure'] },
  { to: '/system', word: 'system', icon: Settings, needs: ['job.manage', 'audit.read', 'user.manage'] },
];
