import { useTranslation } from 'react-i18next';
import type { ContractView } from '../../../../kernel/contracts/orders.ts';
import { useUser } from '../../api/use-session.ts';
import type { ListState } from '../lists/use-list-state.ts';
import { usePage } from '../lists/use-page.ts';
import { DUE_DAYS } from './contract-filters.ts';

const LOOK =
  'tap inline-flex h-7 items-center gap-1.5 rounded-md border border-line bg-surface px-2 text-sm text-muted hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink';

/** What one asks of contracts most: the renewals that are due, with their number, and one's own. */
export function ContractShortcuts({ list }: { list: ListState }) {
  const { t } = useTranslation();
  const me = useUser();
  const due = usePage<ContractView>('crm/contracts', { renewal_within: DUE_DAYS, page_size: 1 });
  const showsDue = list.search['renewal_within'] === DUE_DAYS;
  const showsMine = me !== null && list.search['owner_id'] === me.id;
  return (
    <fieldset aria-label={t('contract.shortcuts')} className="flex flex-wrap gap-2 px-4 pt-1">
      <button
        type="button"
        className={LOOK}
        aria-pressed={showsDue}
        title={t('contract.dueHint')}
        onClick={() =>
          list.change(
            showsDue
              ? { renewal_within: undefined, sort: undefined }
              : { renewal_within: DUE_DAYS, sort: 'renewal_on' },
          )
        }
      >
        {t('contract.due')}
        {due.data !== undefined && <span className="num font-medium">{due.data.total}</span>}
      </button>
      <button
        type="button"
        className={LOOK}
        aria-pressed={showsMine}
        onClick={() => list.change({ owner_id: showsMine ? undefined : me?.id })}
      >
        {t('contract.mine')}
      </button>
    </fieldset>
  );
}
