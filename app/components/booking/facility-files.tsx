import { useTranslation } from "react-i18next";
import { formatBytes } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";

/** Its pictures in a row. */
export function Gallery({
  images,
  title,
}: {
  images: readonly { id: string; name: string }[];
  title: string;
}) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (images.length === 0) return null;
  return (
    <ul className="flex gap-3 overflow-x-auto pb-6" aria-label={t("facility.gallery")}>
      {images.map(({ id, name }) => (
        <li key={id} className="shrink-0">
          <img
            src={`/files/${id}`}
            alt={name.replace(/\.[a-z]+$/i, "") || title}
            loading="lazy"
            className="h-56 w-auto border border-hairline object-cover"
          />
        </li>
      ))}
    </ul>
  );
}

/** Its other files. */
export function Documents({
  documents,
}: {
  documents: readonly { id: string; name: string; bytes: number }[];
}) {
  const { t } = useTranslation(["booking", "catalog"]);
  if (documents.length === 0) return null;
  return (
    <Section title={t("facility.documents")}>
      <ul className="grid gap-1">
        {documents.map(({ id, name, bytes }) => (
          <li key={id}>
            <a className="link" href={`/files/${id}`}>
              {name}
            </a>{" "}
            <span className="text-sm text-muted">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
