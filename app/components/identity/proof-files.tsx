import type { ProofFile } from "#app/domain/identity/verification-queries.server.ts";
import { formatBytes } from "#app/components/format.ts";

/** Uploaded files as links; they open through the route that checks who may see them. */
export function ProofFiles({ files }: { files: readonly ProofFile[] }) {
  return (
    <ul className="grid gap-1">
      {files.map((file) => (
        <li key={file.id}>
          <a className="link" href={`/files/${file.id}`}>
            {file.name}
          </a>{" "}
          <span className="tnum text-muted">{formatBytes(file.bytes)}</span>
        </li>
      ))}
    </ul>
  );
}
