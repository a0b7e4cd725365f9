import { access, constants, mkdir } from "node:fs/promises";
import { dirname } from "node:path";

/** Makes the data folder, or fails in plain words before anything is begun in one that cannot be written to. */
export async function requireFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Configuration: DATA_DIR is wrong: ${folder} cannot be written to (${why})`);
  }
}

/**
 * Makes a folder and those above it, each once. Node's own way to do this tries for ever where the system says that
 * nothing is there although the folder above exists, as below `/proc`.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await exists(folder)) return;
  const above = dirname(folder);
  if (above !== folder) await makeFolder(above);
  await mkdir(folder).catch((error: unknown) => {
    // Another process may have made it meanwhile.
    if (codeOf(error) !== "EEXIST") throw error;
  });
}

const exists = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    },
  );

const codeOf = (error: unknown): unknown => (error instanceof Error ? Reflect.get(error, "code") : undefined);
