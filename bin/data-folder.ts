import { access, constants, mkdir } from "node:fs/promises";

/** Makes the data folder, or fails in plain words before anything is begun in one that cannot be written to. */
export async function requireFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Configuration: DATA_DIR is wrong: ${folder} cannot be written to (${why})`);
  }
}
