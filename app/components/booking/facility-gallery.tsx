import { useTranslation } from "react-i18next";

/** Its pictures in a row. */
export function Gallery({
  images,
  title,
}: {
  images: readonly { id: string; name: string }[];
  title: string;
}) {
  const { t } = useTranslation("booking");
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
