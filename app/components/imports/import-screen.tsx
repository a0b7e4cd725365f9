import { useTranslation } from "react-i18next";
import { ButtonLink } from "#app/components/button.tsx";
import { formatDateTime, localeOf, platformZone } from "#app/components/format.ts";
import { Breadcrumb } from "#app/components/navigation-bits.tsx";
import { Notice, Refusal } from "#app/components/notice.tsx";
import { PageHead, Section } from "#app/components/page-head.tsx";
import { Progress } from "#app/components/small.tsx";
import { StateTag, toneOf } from "#app/components/state-tag.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { ImportRowView, ImportView } from "#app/domain/catalog/imports/queries.server.ts";
import { busyStates, isOpen } from "#app/domain/catalog/imports/states.ts";
import { describeImportIssue } from "#app/i18n/describe-import-issue.ts";
import type { Problem } from "#app/runtime/problem.ts";
import { DoneFigures, UndoForm } from "./done.tsx";
import { fieldLabel, missingFields } from "./field-label.ts";
import { ExportMenu } from "./export-menu.tsx";
import { IgnoredColumns } from "./ignored-columns.tsx";
import { MappingEditor, Reread } from "./mapping-editor.tsx";
import { ConfirmForm, DiscardForm, PreviewFigures } from "./preview.tsx";
import { LookAgain } from "./look-again.tsx";
import { RowTable } from "./row-table.tsx";

export interface ImportScreenProps {
  view: ImportView;
  rows: ImportRowView[];
  samples: Record<string, string>;
  /** Columns that nothing is read from. */
  ignored: string[];
  outcome: string | null;
  page: number;
  pages: number;
  problem: Problem | null;
}

/** One import from upload to result: what the person sees and can do depends on where it stands. */
export function ImportScreen(props: ImportScreenProps) {
  const { view, problem } = props;
  const { t } = useTranslation("imports");
  const open = isOpen(view);
  return (
    <>
      <Breadcrumb steps={[{ to: "/organization/imports", label: t("nav") }]} />
      <Head view={view} />
      {problem && (
        <div className="pb-4">
          <Refusal problem={problem} />
        </div>
      )}
      {busyStates.includes(view.state) && <Busy view={view} />}
      {view.state === "failed" && <Failed view={view} />}
      {view.state === "preview" && <Preview {...props} />}
      {(view.state === "done" || view.state === "undone") && <Done {...props} />}
      {open && view.state !== "mapping" && <Reread view={view} />}
      {open && <DiscardForm />}
    </>
  );
}

function Head({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  const good = view.counts.ready + view.counts.warning;
  return (
    <PageHead
      kicker={t("preview.kicker")}
      title={view.fileName}
      state={
        <>
          <StateTag tone={toneOf(view.state)}>{t(`state.${view.state}`)}</StateTag>
          <span>{view.by ?? t("list.byCommand")}</span>
          <DateTime at={view.createdAt} weekday={false} />
        </>
      }
      lead={<Lead view={view} />}
      next={view.state === "preview" && good > 0 ? t("preview.next", { count: good }) : undefined}
    />
  );
}

/** How the file was read, and when the work on it ended. */
function Lead({ view }: { view: ImportView }) {
  const { t, i18n } = useTranslation("imports");
  const { total, finishedAt } = view;
  if (finishedAt)
    return t("done.lead", {
      total,
      at: formatDateTime(finishedAt, localeOf(i18n.language), platformZone, false),
    });
  if (view.state !== "preview") return null;
  return t("preview.lead", {
    total,
    format: t(`format.${view.format}`),
    encoding: encodingName(t, view.encoding),
  });
}

const known = ["utf-8", "utf-16le", "utf-16be", "gb18030", "xlsx"] as const;

function encodingName(t: ReturnType<typeof useTranslation<"imports">>["t"], encoding: string | null): string {
  const found = known.find((one) => one === encoding);
  return found ? t(`encoding.${found}`) : "";
}

/** A job is at work: how far, and that one may leave. */
function Busy({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  return (
    <div className="grid max-w-form gap-3 pb-6">
      {view.state === "mapping" ? (
        <Notice title={t("reading.title")} live>
          <p className="tnum">{t("reading.rows", { count: view.processed })}</p>
          <p className="text-sm text-muted">{t("reading.leave")}</p>
        </Notice>
      ) : (
        <>
          <Progress label={t("running.label")} done={view.processed} total={view.total} />
          <p className="text-sm text-muted">{t("running.leave")}</p>
        </>
      )}
      <LookAgain />
    </div>
  );
}

function Failed({ view }: { view: ImportView }) {
  const { t } = useTranslation("imports");
  return (
    <div className="pb-6">
      <Notice kind="refusal" title={view.finishedAt ? t("failed.stopped") : t("failed.title")}>
        <p>
          <FailureWords failure={view.failure} />
        </p>
        {!view.finishedAt && <p>{t("failed.detail")}</p>}
      </Notice>
      {view.created + view.updated > 0 && (
        <div className="pt-4">
          <UndoForm />
        </div>
      )}
    </div>
  );
}

function FailureWords({ failure }: { failure: string | null }) {
  const { t } = useTranslation(["imports", "problems"]);
  const line = /[?&]line=(\d+)/.exec(failure ?? "")?.[1];
  return (
    <>
      {line && t("failed.line", { line })}
      {failure && describeImportIssue(t, failure)}
    </>
  );
}

function Preview(props: ImportScreenProps) {
  const { view, samples, ignored } = props;
  const { t } = useTranslation("imports");
  const good = view.counts.ready + view.counts.warning;
  const mapping = <MappingEditor view={view} samples={samples} />;
  const missing = missingFields(view).length > 0;
  return (
    <>
      <PreviewFigures view={view} />
      {missing && <MissingColumns view={view} />}
      {ignored.length > 0 && <IgnoredColumns columns={ignored} />}
      <div className="py-6">
        {good > 0 ? (
          <ConfirmForm count={good} />
        ) : (
          <Notice kind="warning">{t(view.total > 0 ? "preview.nothing" : "preview.noRows")}</Notice>
        )}
      </div>
      {missing && mapping}
      <Section
        title={t("preview.rows")}
        aside={view.counts.error > 0 && <RejectedLink view={view} label={t("preview.download")} />}
      >
        <RowTable {...props} />
      </Section>
      {!missing && mapping}
    </>
  );
}

function MissingColumns({ view }: { view: ImportView }) {
  const { t, i18n } = useTranslation("imports");
  const chinese = localeOf(i18n.language) === "zh-CN";
  const columns = missingFields(view).map(({ headers }) => fieldLabel(headers, chinese));
  return (
    <div className="pt-4">
      <Notice kind="warning">
        <p>{t("preview.missing", { columns: columns.join(chinese ? "、" : ", ") })}</p>
      </Notice>
    </div>
  );
}

const RejectedLink = ({ view, label }: { view: ImportView; label: string }) => (
  <a className="link" href={`/organization/imports/${view.id}/rejected.csv`} download>
    {label}
  </a>
);

function Done(props: ImportScreenProps) {
  const { view } = props;
  const { t } = useTranslation("imports");
  return (
    <>
      <DoneFigures view={view} />
      {view.state === "done" ? (
        <div className="grid gap-4 py-6">
          <p className="max-w-reading">{view.rejected > 0 ? t("done.rejected") : t("done.allGood")}</p>
          {view.created > 0 && <p className="max-w-reading text-muted">{t("done.drafts")}</p>}
          <div className="flex flex-wrap items-start gap-3">
            <ButtonLink to="/organization/listings">{t("done.listings")}</ButtonLink>
            {view.rejected > 0 && (
              <a
                className="btn btn-secondary"
                href={`/organization/imports/${view.id}/rejected.csv`}
                download
              >
                {t("done.download")}
              </a>
            )}
            {view.created + view.updated > 0 && <UndoForm />}
          </div>
        </div>
      ) : (
        <div className="py-6">
          <Notice>{t("done.undone")}</Notice>
        </div>
      )}
      <Section title={t("preview.rows")}>
        <RowTable {...props} />
      </Section>
      {view.state === "done" && view.created > 0 && (
        <Section title={t("export.batch")}>
          <ExportMenu batch={view.id} />
        </Section>
      )}
    </>
  );
}
