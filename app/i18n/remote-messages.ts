import type { BackendModule, ResourceKey } from "i18next";

/** Words that a page needs beyond those it came with, fetched when a component first asks for them. */
export const remoteMessages = (pathOf: (namespace: string) => string): BackendModule => ({
  type: "backend",
  init: () => undefined,
  read: (_locale, namespace, done) => {
    fetchMessages(pathOf(namespace)).then(
      (messages) => done(null, messages),
      // `true`: i18next tries again, a little later each time.
      (reason: unknown) => done(reason instanceof Error ? reason : String(reason), true),
    );
  },
});

/** The messages at a path of `messagePath`. Throws when the server cannot be reached. */
export async function fetchMessages(path: string): Promise<ResourceKey> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body: ResourceKey = await response.json();
  return body;
}
