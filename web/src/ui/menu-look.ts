/** How everything looks that floats and lists things: menus, selects, comboboxes. */
export const MENU_LOOK = 'appear z-50 min-w-36 rounded-md border border-line bg-surface p-1 text-ink shadow-float';

/** One line of such a list. */
export const MENU_ITEM =
  'tap relative flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none outline-none data-disabled:opacity-50 data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0';
