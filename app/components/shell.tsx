import type { ReactNode } from "react";
import type { RootData } from "#app/root.tsx";

export function Shell({ children }: RootData & { children: ReactNode }) {
  return <main id="main">{children}</main>;
}
