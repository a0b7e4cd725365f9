import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a server that can be cut as networks are. */
export interface Proxy {
  /** `url`, but through here. */
  url: string;
  /** Ends every connection with a reset: whoever writes hears of an error, not of an end. */
  reset(): void;
  /** Ends every connection in good order. */
  end(): void;
  /** Lets nothing through, in neither direction, and tells nobody; new connections are accepted and stay without an answer. */
  freeze(frozen: boolean): void;
  /** Refuses new connections by ending them at once. */
  refuse(refused: boolean): void;
  close(): Promise<void>;
}

export async function startProxy(target: string): Promise<Proxy> {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [near: Socket, far: Socket]>();
  let [frozen, refused] = [false, false];
  const server = createServer((near) => {
    near.on("error", () => {});
    if (refused) return void near.destroy();
    const far = connect(Number(port), hostname).on("error", () => near.destroy());
    const pair = [near, far] as const;
    pairs.add(pair);
    near.on("close", () => far.destroy() && pairs.delete(pair));
    far.on("close", () => near.destroy());
    near.on("data", (bytes) => frozen || far.write(bytes));
    far.on("data", (bytes) => frozen || near.write(bytes));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.host = `127.0.0.1:${addressOf(server.address()).port}`;
  return {
    url: url.href,
    reset: () => {
      for (const [near] of pairs) near.resetAndDestroy();
    },
    end: () => {
      for (const [near] of pairs) near.end();
    },
    freeze: (now) => (frozen = now),
    refuse: (now) => (refused = now),
    close: async () => {
      for (const [near] of pairs) near.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === "string") throw new Error("a proxy without a port");
  return address;
}
