import type { Endpoint } from "./endpoint.server.ts";
import { endpoints } from "./endpoints/index.server.ts";

/** An endpoint that an address fits, with the names in its path. */
export interface Match {
  candidate: Endpoint;
  names: Record<string, string>;
}

/** What paths that may fit each other have in common: the first part, and how many there are. No pattern begins with a name. */
function shapeOf(path: string): string {
  const parts = path.split("/");
  return `${parts.length} ${plain(parts[1] ?? "")}`;
}

/** Lifecycles name their transitions with hyphens or underscores, each as its trade writes them; an address may use either. */
const plain = (part: string): string => part.replaceAll("_", "-");

/** The paths of an endpoint: its own, and one for each transition of a lifecycle that it takes under another name. */
export const pathsOf = ({ path, transitions = [] }: Endpoint): string[] => [
  path,
  ...transitions.map((name) => path.replace(/[^/]+$/, name)),
];

const patterns = endpoints.flatMap((candidate) => pathsOf(candidate).map((path) => ({ path, candidate })));
const patternsOf = Map.groupBy(patterns, ({ path }) => shapeOf(path));

/** Every endpoint whose address `path` is, whatever its method. */
export const matchesOf = (path: string): Match[] =>
  (patternsOf.get(shapeOf(path)) ?? []).flatMap(({ path: pattern, candidate }) => {
    const names = matchPath(pattern, path);
    return names && isNamed(candidate, names) ? [{ candidate, names }] : [];
  });

/** Whether the names in an address can be those of an endpoint: ids are ids, transitions are known ones. */
const isNamed = ({ params }: Endpoint, names: Record<string, string>): boolean =>
  params === undefined || params.safeParse(names).success;

/** The names in a path pattern with their values; undefined when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split("/");
  const actual = path.split("/");
  if (expected.length !== actual.length) return undefined;
  const names: Record<string, string> = {};
  for (const [i, part] of expected.entries()) {
    const given = actual[i] ?? "";
    if (part.startsWith("{")) names[part.slice(1, -1)] = given;
    else if (plain(part) !== plain(given)) return undefined;
  }
  return names;
}

/** What the `Allow` header says of an address. */
export function allowedMethods(matches: readonly Match[]): string {
  const methods = new Set(matches.map(({ candidate: { method } }) => method));
  return [...methods].map((method) => (method === "GET" ? "GET, HEAD" : method)).join(", ");
}
