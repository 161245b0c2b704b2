import type { CustomType } from '../../../kernel/contracts/custom-fields.ts';

/** How values go over to another type: they stay, an SQL expression of the JSON `v` makes the new one, or they may not. */
export type TypeChange = 'same' | 'refused' | { readonly convert: string };

/** Any value as the text a person reads; of a choice its label, from the field's choices `$choices`. */
const AS_TEXT = { convert: "to_jsonb(v #>> '{}')" } as const;
const LABEL =
  "coalesce((select c ->> 'label' from jsonb_array_elements($choices::jsonb) c where c ->> 'value' = x), x)";
const LABEL_AS_TEXT = { convert: `(select to_jsonb(${LABEL}) from (select v #>> '{}' as x) one)` } as const;
const LABELS_AS_TEXT = {
  convert: `(select to_jsonb(string_agg(${LABEL}, '、' order by place)) from jsonb_array_elements_text(v) with ordinality as one(x, place))`,
} as const;
const YES_NO_AS_TEXT = { convert: `to_jsonb(case when v = 'true' then '是' else '否' end)` } as const;
const ONE_AS_LIST = { convert: 'jsonb_build_array(v)' } as const;

/**
 * What becomes of the values when a field changes its type, from the row to the column; total. Only what loses nothing is
 * converted; `refused` changes are possible while no record has a value.
 */
export const TYPE_CHANGES: Readonly<Record<CustomType, Readonly<Record<CustomType, TypeChange>>>> = {
  text: {
    text: 'same',
    number: 'refused',
    date: 'refused',
    choice: 'refused',
    multi_choice: 'refused',
    boolean: 'refused',
  },
  number: {
    text: AS_TEXT,
    number: 'same',
    date: 'refused',
    choice: 'refused',
    multi_choice: 'refused',
    boolean: 'refused',
  },
  date: {
    text: AS_TEXT,
    number: 'refused',
    date: 'same',
    choice: 'refused',
    multi_choice: 'refused',
    boolean: 'refused',
  },
  choice: {
    text: LABEL_AS_TEXT,
    number: 'refused',
    date: 'refused',
    choice: 'same',
    multi_choice: ONE_AS_LIST,
    boolean: 'refused',
  },
  multi_choice: {
    text: LABELS_AS_TEXT,
    number: 'refused',
    date: 'refused',
    choice: 'refused',
    multi_choice: 'same',
    boolean: 'refused',
  },
  boolean: {
    text: YES_NO_AS_TEXT,
    number: 'refused',
    date: 'refused',
    choice: 'refused',
    multi_choice: 'refused',
    boolean: 'same',
  },
};
