import type { Deadline } from "#app/domain/deadline.ts";
import { useTranslation } from "react-i18next";
import { formatDate, formatDeadline, localeOf } from "#app/components/format.ts";
import { orderState } from "./order-state.tsx";
import { noon } from "./order-table.tsx";

interface NextProps {
  order: { state: string; deadline: Deadline | null; dueOn: string | null; reason: string };
  scope: "booker" | "provider" | "overseer";
  overdue: number;
  unevaluated: boolean;
  zone: string;
}

/** What happens next with an order, whose turn it is and by when. */
export function useNextOrderWords(): (props: NextProps) => string {
  const { t, i18n } = useTranslation("samples");
  const locale = localeOf(i18n.language);
  return ({ order, scope, overdue, unevaluated, zone }) => {
    const at = order.deadline ? formatDeadline(order.deadline, locale, zone) : "";
    const day = order.dueOn ? formatDate(noon(order.dueOn), locale) : "";
    const { reason } = order;
    const own = scope === "provider" ? "Provider" : "Booker";
    const state = orderState(order.state);
    if (state === "submitted") return t(`next.submitted${own}`, { at });
    if (state === "objected") return t(`next.objected${own}`, { reason });
    if (overdue > 0) return t("next.overdue", { count: overdue });
    if (state === "completed") return t(unevaluated ? "next.evaluate" : "next.completed");
    return t(`next.${state}`, { day, reason });
  };
}
