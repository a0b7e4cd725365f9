type Field = string | { [name: string]: Field };

/** Reads a form body as Stripe does: `a[b][0]=c` is `{a: {b: ["c"]}}`. */
export function readForm(body: string): unknown {
  const root: { [name: string]: Field } = {};
  for (const [path, value] of new URLSearchParams(body)) put(root, namesOf(path), value);
  return withLists(root);
}

const namesOf = (path: string): string[] =>
  path
    .replaceAll("]", "")
    .split("[")
    .map((name) => (name === "__proto__" ? "" : name));

function put(into: { [name: string]: Field }, [name = "", ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = into[name];
  const next = typeof inner === "object" ? inner : {};
  into[name] = next;
  put(next, rest, value);
}

function withLists(field: Field): unknown {
  if (typeof field === "string") return field;
  const names = Object.keys(field);
  const isList = names.length > 0 && names.every((name, at) => name === String(at));
  if (isList) return Object.values(field).map(withLists);
  return Object.fromEntries(Object.entries(field).map(([name, value]) => [name, withLists(value)]));
}
