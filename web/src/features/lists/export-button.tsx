import { Download } from 'lucide-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { saveResponse } from '../../api/save-response.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { DropdownMenu, MenuItem, MenuLabel } from '../../ui/dropdown-menu.tsx';
import { runAction } from '../records/run-action.ts';
import type { ListSearch } from './list-search.ts';

type Kind = 'customers' | 'leads' | 'lead-scores' | 'opportunities' | 'activities';

interface ExportButtonProps {
  kind: Kind;
  /** Another file about the same rows, offered below. */
  also?: Kind;
  /** Filters, words and order as the server names them. */
  search: ListSearch;
}

const FORMATS = ['xlsx', 'csv'] as const;
/** What a file is called, and the heading over its formats where there are several. */
const NAMES = {
  customers: 'nav.customers',
  leads: 'nav.leads',
  'lead-scores': 'list.leadScores',
  opportunities: 'nav.opportunities',
  activities: 'nav.activities',
} as const satisfies Record<Kind, string>;

/** Takes the list as it is filtered now away as a workbook or a CSV file. */
export function ExportButton({ kind, also, search }: ExportButtonProps) {
  const { t } = useTranslation();
  const may = useMay('crm.export');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const download = async (kind: Kind, format: (typeof FORMATS)[number]) => {
    setBusy(true);
    const { cols: _cols, page: _page, size: _size, ...query } = search;
    await runAction(t, async () => {
      const response = await api.send('GET', `crm/export/${kind}`, { query: { ...query, format } });
      await saveResponse(response, `${t(NAMES[kind])}.${format}`);
    });
    setBusy(false);
  };
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" loading={busy} aria-label={t('list.export')}>
          {!busy && <Download aria-hidden />}
          <span className="max-sm:hidden">{t('list.export')}</span>
        </Button>
      }
    >
      {(also === undefined ? [kind] : [kind, also]).map((one) => (
        <Fragment key={one}>
          {also !== undefined && <MenuLabel>{t(NAMES[one])}</MenuLabel>}
          {FORMATS.map((format) => (
            <MenuItem
              key={format}
              aria-label={also === undefined ? undefined : `${t(NAMES[one])} ${t(`list.exportAs.${format}`)}`}
              onSelect={() => void download(one, format)}
            >
              {t(`list.exportAs.${format}`)}
            </MenuItem>
          ))}
        </Fragment>
      ))}
    </DropdownMenu>
  );
}
