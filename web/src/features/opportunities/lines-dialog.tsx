import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineList } from '../../../../kernel/contracts/deals.ts';
import { api } from '../../api/client.ts';
import { useFormat } from '../../format/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Input } from '../../ui/input.tsx';
import { runAction } from '../records/run-action.ts';
import { draftOf, emptyLine, lineAmount, toInput, type LineDraft } from './line-draft.ts';
import { useRefreshDeals } from './use-about-deal.ts';
import { useProducts } from './use-opportunity-fields.ts';

/** The lines of a deal as a small sheet; they are saved all together, and may set the deal's amount. */
export function LinesDialog({ dealId, list, onClose }: { dealId: string; list: LineList; onClose: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const refresh = useRefreshDeals();
  const [lines, setLines] = useState<LineDraft[]>(() =>
    list.items.length > 0 ? list.items.map((line, index) => draftOf(line, index)) : [emptyLine(0)],
  );
  const [useTotal, setUseTotal] = useState(true);
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const inputs = lines.map(toInput);
  const wrong = inputs.includes(undefined);
  const total = lines.reduce((sum, line) => sum + (lineAmount(line) || 0), 0);
  const save = async () => {
    setTried(true);
    if (wrong) return;
    setPending(true);
    const body = { version: list.version, lines: inputs, update_amount: useTotal && lines.length > 0 };
    const done = await runAction(
      t,
      () => api.request('PUT', `crm/opportunities/${dealId}/lines`, { body }),
      t('deal.linesSaved'),
    );
    setPending(false);
    await refresh();
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t('deal.lines')}
      className="max-w-4xl"
      gap="gap-3"
      pending={pending}
      onSave={() => void save()}
      onClose={onClose}
      aside={
        <label className="flex items-center gap-2 text-sm">
          <Checkbox checked={useTotal} onChange={setUseTotal} />
          {t('deal.useTotal')}
        </label>
      }
    >
      <ol className="flex flex-col gap-3">
        {lines.map((line, index) => (
          <LineRow
            key={line.key}
            place={index + 1}
            line={line}
            invalid={tried && inputs[index] === undefined}
            onChange={(next) => setLines(lines.map((one) => (one.key === line.key ? next : one)))}
            onRemove={() => setLines(lines.filter((one) => one.key !== line.key))}
          />
        ))}
      </ol>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Button
          size="sm"
          disabled={lines.length >= 100}
          onClick={() => setLines([...lines, emptyLine(Math.max(-1, ...lines.map((line) => line.key)) + 1)])}
        >
          <Plus aria-hidden />
          {t('deal.addLine')}
        </Button>
        <output className="num font-medium">
          {t('deal.total')} {money(Math.round(total * 100) / 100)}
        </output>
      </div>
      {tried && wrong && (
        <p role="alert" className="text-sm text-danger">
          {t('deal.lineWrong')}
        </p>
      )}
    </FormDialog>
  );
}

interface LineRowProps {
  place: number;
  line: LineDraft;
  invalid: boolean;
  onChange: (line: LineDraft) => void;
  onRemove: () => void;
}

function LineRow({ place, line, invalid, onChange, onRemove }: LineRowProps) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const products = useProducts();
  const choose = (id: string) => {
    const product = products.find((one) => one.id === id);
    if (product === undefined) return;
    const price = product.list_price === null ? line.price : String(product.list_price);
    onChange({ ...line, product: id, name: product.name, price });
  };
  const amount = lineAmount(line);
  const field = (key: 'quantity' | 'price' | 'discount', word: 'quantity' | 'unitPrice' | 'discount') => (
    <label className="flex min-w-0 flex-col gap-0.5 text-xs text-muted">
      {t(`deal.${word}`)}
      <Input
        inputMode="decimal"
        className="num text-right"
        value={line[key]}
        onChange={(event) => onChange({ ...line, [key]: event.target.value })}
      />
    </label>
  );
  return (
    <li>
      <fieldset
        aria-label={t('deal.lineNumber', { place })}
        className={`grid grid-cols-3 items-end gap-2 rounded-md border p-2 sm:grid-cols-[minmax(0,3fr)_minmax(0,3fr)_5em_7em_5em_7em_auto] sm:border-0 sm:p-0 ${invalid ? 'border-danger' : 'border-line'}`}
      >
        <div className="col-span-3 flex min-w-0 flex-col gap-0.5 text-xs text-muted sm:col-span-1">
          <span>{t('deal.product')}</span>
          <Combobox
            aria-label={t('deal.product')}
            value={line.product}
            onChange={choose}
            options={products.map((one) => ({ value: one.id, label: one.name, note: one.series ?? undefined }))}
          />
        </div>
        <label className="col-span-3 flex min-w-0 flex-col gap-0.5 text-xs text-muted sm:col-span-1">
          {t('deal.lineName')}
          <Input
            maxLength={120}
            aria-invalid={(invalid && line.name.trim() === '') || undefined}
            value={line.name}
            onChange={(event) => onChange({ ...line, name: event.target.value })}
          />
        </label>
        {field('quantity', 'quantity')}
        {field('price', 'unitPrice')}
        {field('discount', 'discount')}
        <span className="num col-span-2 flex h-8 items-center justify-end sm:col-span-1">
          <span className="sr-only">{t('deal.lineAmount')} </span>
          {Number.isNaN(amount) ? '—' : money(amount)}
        </span>
        <Button
          size="icon"
          variant="ghost"
          className="justify-self-end"
          aria-label={t('deal.removeLine', { place })}
          onClick={onRemove}
        >
          <X aria-hidden />
        </Button>
      </fieldset>
    </li>
  );
}
