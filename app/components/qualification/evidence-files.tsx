import { FileLink } from "#app/components/file-link.tsx";
import { formatBytes } from "#app/components/format.ts";
import type { EvidenceFile } from "#app/domain/qualification/evidence.server.ts";

/** The files that a qualification rests on, as links. */
export function EvidenceFiles({ files }: { files: readonly EvidenceFile[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="grid gap-1">
      {files.map(({ id, name, bytes }) => (
        <li key={id} className="flex flex-wrap gap-x-2">
          <FileLink href={`/files/${id}`} name={name} />
          <span className="tnum text-sm font-normal text-muted">{formatBytes(bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
