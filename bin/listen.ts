import { createServer, type RequestListener, type Server } from "node:http";
import type { Env } from "#app/runtime/env.server.ts";

type Address = Pick<Env, "HOST" | "PORT">;

/** Time that requests in flight have to finish when the server stops. */
const graceMs = 10_000;

/** Serves `handler`; fails in plain words when the address is taken or not ours. */
export function listen(handler: RequestListener, { HOST, PORT }: Address): Promise<Server> {
  return new Promise((done, failed) => {
    const server = createServer(handler);
    server.once("error", (error) => failed(inPlainWords(error, { HOST, PORT })));
    server.listen(PORT, HOST, () => done(server));
  });
}

/** Fails early, before long preparations, when somebody else listens already. */
export async function requireFreePort(address: Address): Promise<void> {
  await stopServer(await listen(() => {}, address));
}

/** How often connections that have nothing more to answer are looked for while the server stops. */
const lookMs = 100;

/**
 * Stops accepting and returns once the requests in flight have been answered, or cut off after a while. A client that keeps
 * its connection busy is told to leave with its next answer.
 */
export async function stopServer(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.prependListener("request", (_request, response) => response.setHeader("Connection", "close"));
  const look = setInterval(() => server.closeIdleConnections(), lookMs);
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(look);
  clearTimeout(impatience);
}

function inPlainWords(error: Error, { HOST, PORT }: Address): Error {
  const code: unknown = Reflect.get(error, "code");
  if (code === "EADDRINUSE") {
    return new Error(`Port ${PORT} on ${HOST} is used by another program. Stop it, or choose another PORT.`);
  }
  if (code === "EACCES")
    return new Error(`Configuration: PORT is wrong: ${PORT} may not be used by this account`);
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return new Error(`Configuration: HOST is wrong: ${HOST} is not an address of this machine`);
  }
  return error;
}
