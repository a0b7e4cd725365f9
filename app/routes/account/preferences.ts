import { redirect } from "react-router";
import { preferenceCookie } from "#app/runtime/cookies.server.ts";
import { readForm } from "#app/runtime/forms.server.ts";
import type { Route } from "./+types/preferences.ts";

/** Keeps the theme a person chose, signed in or not, and returns to the page they were on. */
export async function action({ request }: Route.ActionArgs) {
  const form = await readForm(request);
  const theme = form.get("theme");
  const back = form.get("back");
  const headers = new Headers();
  if (theme === "light" || theme === "dark" || theme === "system") {
    headers.append("Set-Cookie", preferenceCookie("kx_theme", theme));
  }
  return redirect(typeof back === "string" && isLocalPath(back) ? back : "/", { headers });
}

export const loader = () => redirect("/");

const isLocalPath = (path: string): boolean => /^\/(?![/\\])/.test(path);
