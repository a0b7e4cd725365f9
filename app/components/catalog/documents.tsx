import { formatBytes } from "#app/components/format.ts";
import { Section } from "#app/components/page-head.tsx";

interface Props {
  title: string;
  documents: readonly { id: string; name: string; bytes: number }[];
}

/** The documents of a listing to take away; nothing where there are none. */
export function Documents({ title, documents }: Props) {
  if (documents.length === 0) return null;
  return (
    <Section title={title}>
      <ul className="grid gap-1">
        {documents.map(({ id, name, bytes }) => (
          <li key={id}>
            <a className="link" href={`/files/${id}`}>
              {name}
            </a>{" "}
            <span className="tnum text-sm text-muted">{formatBytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
