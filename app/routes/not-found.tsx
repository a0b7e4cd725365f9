import { problems } from "#app/runtime/problem.ts";
import { problemResponse } from "#app/runtime/request.server.ts";

/** Any address that nothing else answers: a route of its own, so that the page still knows language, theme and person. */
export function loader(): never {
  throw problemResponse(problems.notFound());
}

export const action = loader;

export default function NotFound() {
  return null;
}
