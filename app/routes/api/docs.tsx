import { useTranslation } from "react-i18next";
import { endpoints } from "./endpoints/index.server.ts";
import type { Route } from "./+types/docs.ts";

export const loader = () => ({
  endpoints: endpoints.map(({ method, path, tag, summary, access, creates = false }) => ({
    method,
    path,
    tag,
    summary,
    access,
    creates,
  })),
});

export default function ApiDocs({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation("api");
  return (
    <main>
      <h1>{t("title")}</h1>
      <ul>
        {loaderData.endpoints.map(({ method, path }) => (
          <li key={method + path}>
            {method} {path}
          </li>
        ))}
      </ul>
    </main>
  );
}
