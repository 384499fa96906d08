/** A text with its names filled in, or what was missing. */
export type Filled = { readonly text: string } | { readonly trouble: string };

type Lookup = (name: string) => string | undefined;

/** `text` with each `{{ name }}` of `holes` replaced; a name without a value, or with one that holds a control character, is trouble. */
export function fillHoles(text: string, holes: readonly string[], value: Lookup): Filled {
  const known = new Set(holes);
  return filled(text, /\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}/g, (name) => known.has(name), value);
}

/** `text` with each `$name` that `value` knows replaced; another `$name` is trouble: it was to be captured and was not. */
export function fillNames(text: string, value: Lookup): Filled {
  const out = filled(text, /\$([A-Za-z_][A-Za-z0-9_]*)/g, () => true, value);
  if ('text' in out && out.text !== text && /(^|\/)\.\.(\/|$)/.test(out.text))
    return { trouble: `\`${out.text}\` leads out of its folder by \`..\`` };
  return out;
}

function filled(text: string, pattern: RegExp, counts: (name: string) => boolean, value: Lookup): Filled {
  let trouble: string | undefined;
  const out = text.replace(pattern, (whole, name: string) => {
    if (!counts(name)) return whole;
    const found = value(name);
    if (found === undefined) trouble ??= `\`${name}\` has no value here: no step that gives it has run on this host`;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    else if (/[\u0000-\u001f\u007f]/.test(found)) trouble ??= `the value of \`${name}\` holds a line break or a control character`;
    return found ?? whole;
  });
  return trouble === undefined ? { text: out } : { trouble };
}
