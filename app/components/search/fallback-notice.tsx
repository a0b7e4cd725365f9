import type { SearchPage } from "#app/domain/search/search.server.ts";
import { useSearchWords } from "./words.ts";

/** Says quietly that the reserve answered. Not for a main service that only lags: nothing is different then. */
export function FallbackNotice({ fallback }: Pick<SearchPage, "fallback">) {
  const { t } = useSearchWords();
  if (fallback !== "unreachable") return null;
  return (
    <p role="status" className="py-2 text-sm text-muted">
      {t("fallback")}
    </p>
  );
}
