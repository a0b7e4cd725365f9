import type { Deadline } from "#app/domain/deadline.ts";
import { FileLink } from "#app/components/file-link.tsx";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { DescriptionList } from "#app/components/lists.tsx";
import { Section } from "#app/components/page-head.tsx";
import { Disclosure } from "#app/components/small.tsx";
import { StateTag } from "#app/components/state-tag.tsx";
import { DateTime, Day, LastDay } from "#app/components/text.tsx";
import type { CustodyAct } from "#db/schema/vocabulary.ts";
import type { CasePage } from "#app/domain/cases/case-page.server.ts";
import { ClueFacts } from "./clue-facts.tsx";
import { entryKind, measureKind, misconductClass } from "./words.ts";

/** The file of the case, entry by entry, with the evidence that came with each. */
export function Entries({ entries, files, fileBase, internal, custody = [] }: EntriesProps) {
  const { t } = useTranslation("cases");
  if (entries.length === 0) return <p className="text-muted">{t("noEntries")}</p>;
  return (
    <ol className="grid">
      {entries.map(({ entry, byName }) => (
        <li key={entry.id} className="grid gap-1 border-b border-hairline py-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
            <span className="tnum">{t("entryNo", { n: entry.n })}</span>
            <span className="font-medium text-ink">{t(`entry.${entryKind(entry.kind)}`)}</span>
            <DateTime at={entry.at} weekday={false} />
            {byName && <span>{byName}</span>}
            {internal && entry.audience !== "handlers" && (
              <StateTag tone="neutral">{t(`audience.${entry.audience}`)}</StateTag>
            )}
          </p>
          <p className="max-w-reading break-words whitespace-pre-line">{entry.text}</p>
          {internal && <ClueFacts detail={entry.detail} />}
          <Evidence
            files={files.filter(({ entryId }) => entryId === entry.id)}
            fileBase={fileBase}
            custody={custody}
          />
        </li>
      ))}
    </ol>
  );
}

interface EntriesProps {
  entries: CasePage["entries"];
  files: CasePage["files"];
  /** Where the files of the case are: `${fileBase}/${id}`. */
  fileBase: string;
  /** The reader handles the case and sees who else reads an entry. */
  internal: boolean;
  /** Who had the evidence; for those who handle the case. */
  custody?: readonly CustodyLink[];
}

interface CustodyLink {
  id: string;
  fileId: string;
  act: CustodyAct;
  at: Date;
  unchanged: boolean;
  by: string | null;
}

function Evidence({
  files,
  fileBase,
  custody,
}: {
  files: CasePage["files"];
  fileBase: string;
  custody: readonly CustodyLink[];
}) {
  if (files.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {files.map((file) => (
        <li key={file.id} className="text-sm">
          <FileLink href={`${fileBase}/${file.id}`} name={file.name} />{" "}
          <span className="text-muted">
            {file.source && `${file.source} · `}
            <span title={file.sha256}>
              SHA-256 <code className="font-mono">{file.sha256.slice(0, 12)}…</code>
            </span>
          </span>
          <Chain links={custody.filter(({ fileId }) => fileId === file.id)} />
        </li>
      ))}
    </ul>
  );
}

/** What the accused may read though the entry that it was filed with stays with those who handle the case. */
export function OpenedEvidence({
  entries,
  files,
  fileBase,
}: Pick<EntriesProps, "entries" | "files" | "fileBase">) {
  const { t } = useTranslation("cases");
  const opened = files.filter(({ entryId }) => !entries.some(({ entry }) => entry.id === entryId));
  if (opened.length === 0) return null;
  return (
    <Section title={t("evidenceOpened")}>
      <Evidence files={opened} fileBase={fileBase} custody={[]} />
    </Section>
  );
}

/** The chain of custody of one piece of evidence. */
function Chain({ links }: { links: readonly CustodyLink[] }) {
  const { t } = useTranslation("cases");
  if (links.length === 0) return null;
  return (
    <Disclosure summary={t("custody", { count: links.length })}>
      <ol className="grid gap-0.5 text-muted">
        {links.map(({ id, act, at, by, unchanged }) => (
          <li key={id}>
            <DateTime at={at} weekday={false} /> {t(`custodyAct.${act}`)} {by}
            {!unchanged && <StateTag tone="refused">{t("hashDiffers")}</StateTag>}
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

/** What the accused was told, and until when it may answer. */
export function Notices({ notices }: { notices: CasePage["notices"] }) {
  const { t } = useTranslation("cases");
  return notices.map((notice) => (
    <Section key={notice.id} title={t("noticeTitle", { n: notice.n })}>
      <DescriptionList
        facts={[
          { term: t("field.facts"), value: <Prose>{notice.facts}</Prose> },
          { term: t("field.class"), value: t(`class.${misconductClass(notice.class)}`) },
          { term: t("proposedMeasures"), value: <Measures measures={notice.measures} /> },
          {
            term: t("servedOn"),
            value: <DateTime at={notice.servedAt} />,
            note: t(`service.${notice.servedHow}`),
          },
          {
            term: t("defenceUntil"),
            value: <LastDay at={notice.statementDueAt} />,
            note: t("dayIncluded"),
          },
        ]}
      />
      <p className="max-w-reading pt-3 text-sm text-muted">{t("rights")}</p>
    </Section>
  ));
}

/** The decisions with what they lay on the organisation, when served, how long published. */
export function Decisions({ page, documentBase }: { page: DecidedPage; documentBase: string }) {
  const { t } = useTranslation("cases");
  return page.decisions.map(({ decision, signerName, service, measures }) => (
    <Section
      key={decision.id}
      title={t("decisionTitle", { no: decision.documentNo })}
      aside={
        <Link className="link" to={`${documentBase}/${decision.n}`}>
          {t("openDocument")}
        </Link>
      }
    >
      <DescriptionList
        facts={[
          { term: t("outcome"), value: t(`decision.${decision.kind}`) },
          { term: t("field.class"), value: decision.class && t(`class.${misconductClass(decision.class)}`) },
          {
            term: t("field.measures"),
            value: measures.length > 0 && <Measures measures={datedMeasures(page, decision.id, measures)} />,
          },
          { term: t("signedBy"), value: signerName, note: <DateTime at={decision.signedAt} /> },
          {
            term: t("servedOn"),
            value: service ? <DateTime at={service.at} /> : t("notServed"),
            note: service && t(`service.${service.how}`),
          },
          ...page.publications
            .filter(({ decisionId }) => decisionId === decision.id)
            .map(({ from, until, withdrawn }) => ({
              term: t("publishedFrom"),
              value: (
                <>
                  <Day at={from} /> – <LastDay at={until} />
                </>
              ),
              note: withdrawn && t("withdrawnNote", { reason: t(`withdrawal.${withdrawn}`) }),
            })),
          {
            term: "SHA-256",
            value: <code className="font-mono text-xs break-all">{decision.sha256}</code>,
          },
        ].map((fact) => ({ ...fact, value: fact.value || null }))}
      />
    </Section>
  ));
}

type DecidedPage = Pick<CasePage, "decisions" | "measures" | "publications">;

/** What was decided, with the dates that service gave it. */
const datedMeasures = (page: DecidedPage, decisionId: string, decided: readonly OneMeasure[]) =>
  decided.map((one) => ({
    ...one,
    ...page.measures.find((laid) => laid.decisionId === decisionId && laid.kind === one.kind),
  }));

interface OneMeasure {
  kind: string;
  days: number | null;
  from?: Date | null;
  until?: Deadline | null;
}

export function Measures({ measures }: { measures: readonly OneMeasure[] }) {
  const { t } = useTranslation("cases");
  return (
    <ul className="grid gap-0.5">
      {measures.map(({ kind, days, from, until }) => (
        <li key={kind}>
          {t(`measure.${measureKind(kind)}`)}
          {days !== null && ` · ${t("days", { count: days })}`}
          {from && until && (
            <span className="text-sm text-muted">
              {" "}
              (<Day at={from} /> – <LastDay at={until} />)
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

export const Prose = ({ children }: { children: ReactNode }) => (
  <p className="max-w-reading break-words whitespace-pre-line">{children}</p>
);
