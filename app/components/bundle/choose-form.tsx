import { useTranslation } from "react-i18next";
import { Form } from "react-router";
import { ButtonLink, SubmitButton } from "#app/components/button.tsx";
import { useNameOf, useTitleOf } from "#app/components/catalog/labels.ts";
import { Select } from "#app/components/choices.tsx";
import { DateTimeInput } from "#app/components/date-input.tsx";
import { plainField } from "#app/components/field-meta.ts";
import { formatRange, localeOf, momentInput, platformZone } from "#app/components/format.ts";
import { TextInput } from "#app/components/inputs.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { TogetherPage } from "#app/domain/booking/bundle/together-page.server.ts";
import { readMoment } from "#app/domain/booking/bundle/part-times.ts";
import { atOneTime, mostTogether, togetherPath } from "#app/domain/booking/bundle/wanted-parts.ts";
import type { Beside } from "#app/domain/search/facilities-beside.server.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { PartList } from "./part-list.tsx";

interface ChooseProps {
  page: TogetherPage;
  problems: readonly (Problem | null)[];
  /** What was searched for, and what can be added. */
  q: string;
  beside: readonly Beside[];
}

/** Which facilities at which time: looked at as often as it takes, before anything is said or sent. */
export function ChooseForm({ page, problems, q, beside }: ChooseProps) {
  const { t } = useTranslation(["together", "booking"]);
  const { asked, parts } = page;
  const zone = parts[0]?.zone ?? platformZone;
  const groups = parts[0]?.page?.groups ?? [];
  return (
    <Form key={togetherPath(asked)} method="get" className="grid gap-6" preventScrollReset>
      <p className="max-w-form text-sm text-muted">{t("timeHelp", { zone })}</p>
      <div className="-mt-3 grid max-w-form gap-4 sm:grid-cols-2">
        {(["start", "end"] as const).map((name) => (
          <DateTimeInput
            key={name}
            meta={plainField(name, shownTime(asked[name], zone))}
            label={t(name === "start" ? "from" : "to")}
            optional={false}
          />
        ))}
        {groups.length > 1 && (
          <Select
            meta={plainField("group", parts[0]?.page?.assessment.groupId ?? "")}
            label={t("booking:book.group")}
            help={t("booking:book.groupHelp")}
            placeholder={t("booking:book.noGroup")}
            optional
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </div>
      <CommonTimes page={page} zone={zone} />
      <PartList page={page} problems={problems} />
      <div>
        <SubmitButton look="secondary">{t("look")}</SubmitButton>
      </div>
      {parts.length < mostTogether ? (
        <AddFacility q={q} beside={beside} named={parts.length > 0} />
      ) : (
        <p className="text-sm text-muted">{t("full", { most: mostTogether })}</p>
      )}
    </Form>
  );
}

/** As it is written here, or as it was typed where it is no time. */
function shownTime(text: string, zone: string): string {
  const at = readMoment(text, zone);
  return at ? momentInput(at, zone) : text;
}

/** When all of them are free. */
function CommonTimes({ page, zone }: { page: TogetherPage; zone: string }) {
  const { t, i18n } = useTranslation("together");
  const locale = localeOf(i18n.language);
  if (page.common.length === 0 || page.parts.length < 2) return null;
  return (
    <Notice title={t("common")}>
      <ul className="flex flex-wrap gap-2 pt-1">
        {page.common.map(({ start, end }) => (
          <li key={start}>
            <ButtonLink
              look="secondary"
              small
              to={togetherPath(
                atOneTime(page.asked, new Date(start).toISOString(), new Date(end).toISOString()),
              )}
            >
              <span className="tnum">{formatRange(start, end, locale, zone)}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** Finds another facility; each of those found is a button that adds it and keeps what was chosen. */
function AddFacility({ q, beside, named }: { q: string; beside: readonly Beside[]; named: boolean }) {
  const { t } = useTranslation("together");
  const titleOf = useTitleOf();
  const nameOf = useNameOf();
  return (
    <fieldset className="grid gap-3 border-t border-hairline pt-5">
      <legend className="sr-only">{t("add")}</legend>
      <h2 className="text-lg">{t("add")}</h2>
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-60 sm:max-w-96">
          <TextInput meta={plainField("q", q)} label={t("find")} optional={false} type="search" />
        </div>
        <SubmitButton look="secondary">{t("search")}</SubmitButton>
      </div>
      {beside.length === 0 && <p className="text-muted">{t(q === "" ? "findFirst" : "nothing")}</p>}
      {beside.length > 0 && q === "" && named && <p className="text-sm text-muted">{t("sameProvider")}</p>}
      <ul className="grid">
        {beside.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-4 border-b border-hairline py-2">
            <span className="min-w-0">
              {titleOf(one)}
              <span className="block text-sm text-muted">
                {nameOf({ nameZh: one.ownerZh, nameEn: one.ownerEn })}
              </span>
            </span>
            <button
              type="submit"
              name="add"
              value={one.id}
              className="btn btn-secondary btn-small shrink-0"
              aria-label={t("addNamed", { title: titleOf(one) })}
            >
              {t("addShort")}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
