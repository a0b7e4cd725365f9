import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { formatLastDay, localeOf } from "#app/components/format.ts";

interface Props {
  listing: { state: string; deadline: Deadline | null };
  /** Objections without an answer. */
  open?: number;
  now: Date;
}

/** What happens next with a listing, who has to do it and by when. */
export function NextWords({ listing: { state, deadline }, open = 0, now }: Props) {
  const { t, i18n } = useTranslation(["catalog", "editor"]);
  const date = deadline ? formatLastDay(deadline, localeOf(i18n.language), undefined, true) : "";
  if (state === "public_notice" && deadline && deadline <= now && open > 0) {
    return t("editor:overview.next.public_notice_over", { count: open });
  }
  if (state === "published" && deadline) return t("editor:overview.next.published_due", { date });
  return t(`editor:overview.next.${state}`, { date });
}
