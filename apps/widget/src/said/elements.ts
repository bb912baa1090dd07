type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

/** An element with its attributes (a function listens to that event) and what is in it; text is only ever text. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...inside: readonly (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null));
  return made;
}

/** A text field with its label, its hint and, where it is wrong, what to do about it. */
export function field(
  given: {
    readonly id: string;
    readonly label: string;
    readonly hint: string;
    readonly value: string;
    readonly wrong?: string | undefined;
    readonly isLong?: boolean;
    readonly most: number;
  },
  keep: (value: string) => void,
): HTMLElement {
  const { id, label, hint, value, wrong, isLong = false, most } = given;
  const described = wrong === undefined ? `${id}-hint` : `${id}-hint ${id}-wrong`;
  const attributes = {
    ...{ id, 'aria-describedby': described, 'aria-invalid': String(wrong !== undefined), maxlength: String(most) },
    autocomplete: 'off',
    input: (event: Event) => keep((event.target as HTMLInputElement).value),
  };
  const box = isLong ? el('textarea', attributes) : el('input', { ...attributes, type: 'text' });
  box.value = value;
  return el(
    'div',
    { class: 'field' },
    el('label', { for: id }, label),
    el('span', { class: 'hint', id: `${id}-hint` }, hint),
    box,
    wrong === undefined ? null : el('p', { class: 'wrong', id: `${id}-wrong` }, wrong),
  );
}

/** One choice out of several. */
export function choices(
  given: {
    readonly name: string;
    /** A heading, and what stands under it. */
    readonly legend: readonly Node[];
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly chosen: string | undefined;
    readonly wrong?: string | undefined;
  },
  keep: (value: string) => void,
): HTMLElement {
  const { name, legend, options, chosen, wrong } = given;
  const boxes = options.map(({ value, label }) =>
    el(
      'label',
      { class: 'choice' },
      el('input', { type: 'radio', name, value, checked: value === chosen, change: () => keep(value) }),
      el('span', {}, label),
    ),
  );
  return el(
    'fieldset',
    { class: 'field', ...(wrong === undefined ? {} : { 'aria-describedby': `${name}-wrong` }) },
    el('legend', {}, ...legend),
    ...boxes,
    wrong === undefined ? null : el('p', { class: 'wrong', id: `${name}-wrong` }, wrong),
  );
}
