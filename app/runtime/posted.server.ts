import { readForm } from "./forms.server.ts";

/** A form that somebody who is not signed in has posted, to be sent again once they are. */
export interface Posted {
  /** Where it was sent to. */
  to: string;
  fields: [name: string, value: string][];
  /** Files were chosen too; those have to be chosen again. */
  files: boolean;
}

/** Never repeated in a page. */
const secrets = ["password", "current", "next", "code"];
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const most = 1024 * 1024;

/** What was posted, from a copy of the body; undefined for what is no form, is empty, or is too long to be sent back and forth. */
export async function readPosted(request: Request): Promise<Posted | undefined> {
  const length = Number(request.headers.get("Content-Length") ?? Number.NaN);
  if (request.method !== "POST" || !(length > 0 && length <= most)) return undefined;
  if (!formTypes.test(request.headers.get("Content-Type") ?? "")) return undefined;
  const form = await readForm(request.clone()).catch(() => undefined);
  if (form === undefined) return undefined;
  const posted: Posted = { to: addressOf(request), fields: [], files: false };
  for (const [name, value] of form) {
    if (typeof value !== "string") posted.files ||= value.size > 0;
    else if (!secrets.includes(name)) posted.fields.push([name, value]);
  }
  return posted.fields.length > 0 ? posted : undefined;
}

/** The page's address, also where the router's own script asked for its data. */
function addressOf(request: Request): string {
  const { pathname, searchParams } = new URL(request.url);
  searchParams.delete("_routes");
  const path = pathname.replace(/\.data$/, "").replace(/^\/_root$/, "/");
  return searchParams.size > 0 ? `${path}?${searchParams}` : path;
}
