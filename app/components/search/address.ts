/** The search's address with one parameter set or taken away, from the first page on. */
export function withParam(params: URLSearchParams, name: string, value: string | undefined): string {
  const next = new URLSearchParams(params);
  next.delete("page");
  if (value === undefined) next.delete(name);
  else next.set(name, value);
  return `/?${next}`;
}

/** The same without some parameters, or without one value of them. */
export function without(params: URLSearchParams, names: readonly string[], value?: string): string {
  const next = new URLSearchParams(params);
  next.delete("page");
  for (const name of names) {
    const kept = value === undefined ? [] : next.getAll(name).filter((other) => other !== value);
    next.delete(name);
    for (const other of kept) next.append(name, other);
  }
  return `/?${next}`;
}

/** The search with its words, kind and looks only. */
export function withoutConditions(params: URLSearchParams): string {
  const next = new URLSearchParams();
  for (const name of ["q", "kind", "view", "lang"])
    for (const value of params.getAll(name)) next.append(name, value);
  return `/?${next}`;
}
