import type { ReactNode } from "react";
import { PageHead } from "#app/components/page-head.tsx";

/** A page with one short form and nothing else: signing in, registering, resetting. */
export function EntryPage({
  title,
  lead,
  children,
}: {
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="mx-auto w-full max-w-form py-4 sm:py-8">
      <PageHead title={title} lead={lead} />
      <div className="grid gap-6">{children}</div>
    </div>
  );
}
