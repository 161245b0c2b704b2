import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { QualityEntity } from '../../../../kernel/contracts/data-quality.ts';
import { api } from '../../api/client.ts';
import { describeError } from '../../api/describe-error.ts';
import { Field } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { FieldControl } from './field-control.tsx';
import { DuplicateWarning } from '../duplicates/duplicate-warning.tsx';
import { fieldText, parseField, type FieldSpec } from './field-spec.ts';
import { fieldTitle } from './field-word.ts';
import { bodyOf, valueOf } from './versioned.ts';

interface CreateDialogProps<T> {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  path: string;
  fields: readonly FieldSpec[];
  schema: z.ZodType;
  /** What is not asked but belongs to the record, such as the customer of a contact. */
  fixed?: Readonly<Record<string, unknown>>;
  /** What is looked for among the records there are while one types. */
  twinsOf?: QualityEntity;
  onCreated?: (record: T) => void;
}

/** A form for a new record. A refusal leaves everything that was typed in place. */
export function CreateDialog<T>(props: CreateDialogProps<T>) {
  const { open, onOpenChange, title, path, fields, schema, fixed, twinsOf, onCreated } = props;
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>({});
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const create = useMutation({
    mutationFn: (body: unknown) => api.post<T>(path, body),
    onSuccess: (record) => {
      void queries.invalidateQueries({ queryKey: [path] });
      setTexts({});
      onOpenChange(false);
      onCreated?.(record);
    },
  });
  const textOf = (spec: FieldSpec) => texts[spec.name] ?? fieldText(spec.initial);
  const submit = () => {
    const filled = fields
      .map((spec) => [spec.name, parseField(spec.kind, textOf(spec))] as const)
      // A default that was emptied is sent as nothing, or it would come back.
      .filter(([name, value]) => value !== null || (texts[name] === '' && name.startsWith('custom.')));
    const body = { ...bodyOf(Object.fromEntries(filled)), ...fixed };
    const missing = fields.filter((spec) => spec.required === true && (valueOf(body, spec.name) ?? null) === null);
    const found: Record<string, string> = {};
    for (const issue of schema.safeParse(body).error?.issues ?? [])
      found[issue.path.slice(0, issue.path[0] === 'custom' ? 2 : 1).join('.')] = t('form.malformed');
    for (const spec of missing) found[spec.name] = t('form.required');
    setProblems(found);
    if (Object.keys(found).length === 0) create.mutate(body);
  };
  return (
    <FormDialog
      open={open}
      title={title}
      layout="grid"
      saveLabel={t('form.create')}
      pending={create.isPending}
      onSave={submit}
      onClose={() => onOpenChange(false)}
    >
      {fields.map((spec) => (
        <div key={spec.name} className={spec.kind === 'long_text' ? 'sm:col-span-2' : ''}>
          <Field label={fieldTitle(t, spec.word)} required={spec.required === true} error={problems[spec.name]}>
            {(control) => (
              <FieldControl
                {...control}
                spec={spec}
                text={textOf(spec)}
                onChange={(text) => setTexts((old) => ({ ...old, [spec.name]: text }))}
              />
            )}
          </Field>
        </div>
      ))}
      {twinsOf !== undefined && <DuplicateWarning entity={twinsOf} texts={texts} fixed={fixed} />}
      {create.isError && (
        <p role="alert" className="text-sm text-danger sm:col-span-2">
          {describeError(create.error, t).message}
        </p>
      )}
    </FormDialog>
  );
}
