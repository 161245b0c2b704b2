import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { saveResponse } from '../../api/save-response.ts';
import { useMay } from '../../api/use-session.ts';
import { Button } from '../../ui/button.tsx';
import { DropdownMenu, MenuItem } from '../../ui/dropdown-menu.tsx';
import { runAction } from '../records/run-action.ts';
import type { ListSearch } from './list-search.ts';

interface ExportButtonProps {
  kind: 'customers' | 'leads' | 'opportunities' | 'activities';
  /** Filters, words and order as the server names them. */
  search: ListSearch;
}

const FORMATS = ['xlsx', 'csv'] as const;

/** Takes the list as it is filtered now away as a workbook or a CSV file. */
export function ExportButton({ kind, search }: ExportButtonProps) {
  const { t } = useTranslation();
  const may = useMay('crm.export');
  const [busy, setBusy] = useState(false);
  if (!may) return null;
  const download = async (format: (typeof FORMATS)[number]) => {
    setBusy(true);
    const { cols: _cols, page: _page, size: _size, ...query } = search;
    await runAction(t, async () => {
      const response = await api.send('GET', `crm/export/${kind}`, { query: { ...query, format } });
      await saveResponse(response, `${t(`nav.${kind}`)}.${format}`);
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
      {FORMATS.map((format) => (
        <MenuItem key={format} onSelect={() => void download(format)}>
          {t(`list.exportAs.${format}`)}
        </MenuItem>
      ))}
    </DropdownMenu>
  );
}
