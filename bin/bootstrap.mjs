// Plain JavaScript for whatever Node the machine has (18 or later): it runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const modules = resolve("node_modules");

/** The Node that package.json pins; only there once packages are installed. */
export const pinnedNode = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Runs `npm ci` unless every package of the lock file is already installed in its version. */
export async function installPackages() {
  if (isInstalled()) return;
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ["npm"];
  const flags = ["ci", "--include=dev", "--loglevel=error", "--no-audit", "--no-fund"];
  await step("Installing packages (about a minute, only once)", [...npm, ...flags], { stdio: "inherit" });
  if (!existsSync(pinnedNode)) throw new Error("npm did not install the pinned Node; see `npm ci` for why");
}

function isInstalled() {
  const record = join(modules, ".package-lock.json");
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const installed = JSON.parse(readFileSync(record, "utf8")).packages;
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === "" || (installed[path] ? installed[path].version === version : Boolean(optional)),
  );
}

const sources = [
  "app",
  "db",
  "search",
  "public",
  "package-lock.json",
  "vite.config.ts",
  "react-router.config.ts",
];

/** Builds the application unless the last build was made from the same sources; `first` is done before a build. */
export async function buildApplication(first = async () => {}) {
  const stamp = resolve("build", "sources.sha256");
  const hash = hashOf(sources);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return;
  await first();
  rmSync(stamp, { force: true });
  const command = [pinnedNode, join(modules, "@react-router", "dev", "bin.cjs"), "build"];
  await step("Building the application", command, { env: { ...process.env, NODE_ENV: "production" } });
  writeFileSync(stamp, hash);
}

/** Fails with one line when an environment variable is wrong, which is better known before a build than after. */
export async function checkEnvironment() {
  const read = 'import("#app/runtime/env.server.ts").then(({ readEnv }) => readEnv(process.env))';
  const script = `${read}.catch(({ message }) => { process.stderr.write(message); process.exit(1); })`;
  const { status, stderr } = spawnSync(pinnedNode, ["--input-type=module", "-e", script], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  const add = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name));
    } else {
      hash.update(`${path}\0`).update(readFileSync(path));
    }
  };
  paths.forEach(add);
  return hash.digest("hex");
}

/** Runs a command to its end under a line that says what happens; its output is shown only when it fails. */
export function step(name, [command, ...args], options) {
  process.stdout.write(`  ${name} …`);
  const start = Date.now();
  return new Promise((done, failed) => {
    const child = spawn(command, args, options);
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => output.push(chunk));
    child.once("error", failed);
    child.once("close", (code) => {
      process.stdout.write(` ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
      if (code === 0) return done();
      process.stderr.write(Buffer.concat(output));
      failed(new Error(`${name} failed`));
    });
  });
}

/** Hands over to the pinned Node and ends with its exit code. Signals are passed on, and so is the end of npm. */
export function runPinned(args) {
  const child = spawn(pinnedNode, args, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));
  const starters = startersOf(process);
  const watch = setInterval(() => startersOf(process) !== starters && child.kill("SIGTERM"), 250);
  child.once("error", (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
  child.once("exit", (code) => {
    clearInterval(watch);
    process.exitCode = code === null ? 1 : code;
  });
}

/**
 * Who started us under npm: our parent and, where that is npm's shell, npm itself. A killed npm passes no signal on, so
 * that this changes is the only trace of its end. Empty when npm is not involved.
 */
function startersOf({ ppid, env }) {
  if (!env.npm_lifecycle_event) return "";
  const status = `/proc/${ppid}/status`;
  if (!existsSync(status) || !readFileSync(`/proc/${ppid}/cmdline`, "utf8").startsWith("sh\0-c"))
    return String(ppid);
  return `${ppid} ${/^PPid:\s+(\d+)/m.exec(readFileSync(status, "utf8"))?.[1]}`;
}
