import { freePort } from "#db/embedded.ts";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { errorBody, noSuchIndex, Refusal } from "./errors.ts";
import { parseFilter } from "./filter.ts";
import { StoredIndex } from "./index.ts";
import { documentsShape, isPoint, read, settingsShape } from "./shapes.ts";
import { type Manners, TaskQueue } from "./tasks.ts";

const newerRules = ["attributeRank", "wordPosition"];

/**
 * A server that speaks the part of Meilisearch's HTTP and task protocol that the market uses: 202 and a task for every
 * write, one queue, errors in its JSON shape, its filter language, facets, sorting, swaps. What it finds resembles what
 * Meilisearch finds; how it ranks says nothing about Meilisearch.
 */
export class MeilisearchServer {
  readonly manners: Manners = {
    taskMs: 0,
    requestMs: 0,
    writeMs: 0,
    failEvery: 0,
    stubborn: false,
    gone: false,
  };
  readonly queue = new TaskQueue(this.manners);
  readonly indexes = new Map<string, StoredIndex>();
  /** Documents that were overwritten by an older version of themselves: there must be none. */
  readonly setbacks: string[] = [];
  /** How many requests have come in. */
  requests = 0;
  /** How many requests that change documents were under way together, at the most. */
  mostWritesAtOnce = 0;
  #writes = 0;
  readonly apiKey: string | undefined;
  /** Whether it is of before 1.36. */
  readonly older: boolean;
  port = 0;
  #server: Server | undefined;

  constructor({ apiKey, older = false }: { apiKey?: string; older?: boolean } = {}) {
    this.apiKey = apiKey;
    this.older = older;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Listens, on the same port as before if it had one, and takes its queue up again. */
  async open(): Promise<void> {
    const server = createServer((req, res) => void this.#answer(req, res));
    // Outside the range lent to outgoing connections: while it is gone, nobody else gets it by chance.
    server.listen(this.port || (await freePort()), "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address && typeof address === "object") this.port = address.port;
    this.#server = server;
    this.queue.resume();
  }

  /** Disappears: nobody is answered, no task goes on; what was taken on is kept. */
  async close(): Promise<void> {
    this.queue.pause();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** Loses everything, as a server on a new disk. */
  wipe(): void {
    this.indexes.clear();
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    this.requests++;
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of req) if (chunk instanceof Buffer) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const writes = req.method === "POST" && /\/documents/.test(req.url ?? "");
      if (writes) await this.#write(this.manners.requestMs + this.manners.writeMs);
      else await sleep(this.manners.requestMs);
      // Whoever gave up is no longer listened to, and a server that is gone takes nothing on.
      if ((res.destroyed && !this.manners.stubborn) || !this.#server) return void res.destroy();
      if (this.manners.gone) return void res.writeHead(502).end("<html><h1>502 Bad Gateway</h1></html>");
      const { status, body } = this.#handle(req, text);
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    } catch (error) {
      if (res.destroyed) return;
      const status = error instanceof Refusal ? error.status : 400;
      const body = error instanceof Refusal ? error.body : errorBody("bad_request", String(error));
      res.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    }
  }

  async #write(ms: number): Promise<void> {
    this.mostWritesAtOnce = Math.max(this.mostWritesAtOnce, ++this.#writes);
    await sleep(ms);
    this.#writes--;
  }

  #handle(req: IncomingMessage, text: string): { status: number; body: unknown } {
    const { pathname, searchParams } = new URL(req.url ?? "/", this.url);
    const [first = "", uid = "", ...rest] = pathname.split("/").filter(Boolean).map(decodeURIComponent);
    const route = `${req.method} ${[first, ...(uid ? [":uid"] : []), ...rest.map((part, i) => (i === 1 ? ":id" : part))].join("/")}`;
    if (route === "GET health") return { status: 200, body: { status: "available" } };
    this.#admit(req);
    const handler = this.#routes[route];
    if (!handler) throw new Refusal(404, "not_found", `${route} is not a route of this server`);
    const input: unknown = text === "" ? undefined : JSON.parse(text);
    const body = handler({ uid, id: rest[1] ?? "", params: searchParams, input });
    return { status: req.method !== "GET" && isTask(body) ? 202 : 200, body };
  }

  #admit(req: IncomingMessage): void {
    if (this.apiKey === undefined) return;
    const given = req.headers.authorization;
    if (!given)
      throw new Refusal(401, "missing_authorization_header", "The Authorization header is missing.");
    if (given !== `Bearer ${this.apiKey}`)
      throw new Refusal(403, "invalid_api_key", "The provided API key is invalid.");
  }

  readonly #routes: Record<string, (call: Call) => unknown> = {
    "GET version": () => ({ pkgVersion: this.older ? "1.24.0" : "1.36.0", commitSha: "", commitDate: "" }),
    "GET indexes/:uid": ({ uid }) => ({
      uid,
      primaryKey: "id",
      createdAt: this.#index(uid).createdAt,
      updatedAt: this.#index(uid).createdAt,
    }),
    "GET indexes/:uid/stats": ({ uid }) => ({
      numberOfDocuments: this.#index(uid).documents.size,
      isIndexing: false,
      fieldDistribution: {},
    }),
    "GET indexes/:uid/settings": ({ uid }) => this.#index(uid).settings,
    "GET indexes/:uid/documents": ({ uid, params }) =>
      this.#page(uid, Object.fromEntries(params), params.get("fields")?.split(",")),
    "GET tasks/:uid": ({ uid }) => {
      const task = this.queue.tasks[Number(uid)];
      if (!task) throw new Refusal(404, "task_not_found", `Task \`${uid}\` not found.`);
      return task;
    },
    "GET tasks": ({ params }) => this.queue.list(params),
    "POST indexes": ({ input }) => this.#create(input),
    "DELETE indexes/:uid": ({ uid }) =>
      this.queue.enqueue("indexDeletion", uid, {}, () => {
        this.#index(uid);
        this.indexes.delete(uid);
      }),
    "PATCH indexes/:uid/settings": ({ uid, input }) => this.#changeSettings(uid, input),
    "POST indexes/:uid/documents": ({ uid, input }) => this.#add(uid, input),
    "POST indexes/:uid/documents/:id": ({ uid, id, input }) => this.#documents(uid, id, input),
    "POST indexes/:uid/search": ({ uid, input }) => this.#index(uid).search(input),
    "POST indexes/:uid/facet-search": ({ uid, input }) => this.#index(uid).facetSearch(input),
    "POST multi-search": ({ input }) => {
      const { queries } = z
        .object({ queries: z.array(z.looseObject({ indexUid: z.string() })) })
        .parse(input);
      return {
        results: queries.map((query) => ({
          indexUid: query.indexUid,
          ...this.#index(query.indexUid).search(query),
        })),
      };
    },
    "POST swap-indexes": ({ input }) => this.#swap(input),
  };

  #index(uid: string): StoredIndex {
    const index = this.indexes.get(uid);
    if (!index) throw noSuchIndex(uid);
    return index;
  }

  #create(input: unknown) {
    const { uid } = z
      .object({ uid: z.string().regex(/^[\w-]{1,400}$/) })
      .loose()
      .parse(input);
    return this.queue.enqueue("indexCreation", uid, { primaryKey: "id" }, () => {
      if (this.indexes.has(uid))
        throw new Refusal(409, "index_already_exists", `Index \`${uid}\` already exists.`);
      this.indexes.set(uid, new StoredIndex());
    });
  }

  #changeSettings(uid: string, input: unknown) {
    const { rankingRules = [] } = read(settingsShape.partial(), input, "settings");
    const unknown = this.older && rankingRules.find((rule) => newerRules.includes(rule));
    if (unknown)
      throw new Refusal(400, "invalid_settings_ranking_rules", `\`${unknown}\` ranking rule is invalid.`);
    const changes = z.record(z.string(), z.unknown()).parse(input);
    return this.queue.enqueue("settingsUpdate", uid, changes, () => this.#made(uid).changeSettings(changes));
  }

  /** As Meilisearch does, makes an index for the first document or setting that names it. */
  #made(uid: string): StoredIndex {
    const index = this.indexes.get(uid) ?? new StoredIndex();
    this.indexes.set(uid, index);
    return index;
  }

  #add(uid: string, input: unknown) {
    const documents = documentsShape.parse(input);
    return this.queue.enqueue(
      "documentAdditionOrUpdate",
      uid,
      { receivedDocuments: documents.length },
      () => {
        const index = this.#made(uid);
        // One bad document fails the whole task.
        const bad = documents.find(({ id }) => !/^[\w-]{1,511}$/.test(String(id)));
        if (bad) throw new Refusal(400, "invalid_document_id", `Document identifier ${bad.id} is invalid.`);
        const nowhere = documents.find(({ _geo }) => !isPoint(_geo));
        if (nowhere)
          throw new Refusal(400, "invalid_document_geo_field", `The document ${nowhere.id} is nowhere.`);
        for (const document of documents) {
          const known = index.documents.get(String(document.id))?.version;
          if (typeof known === "number" && document.version !== undefined && known > document.version)
            this.setbacks.push(`${uid}/${document.id}: ${known} → ${document.version}`);
          index.put(document);
        }
      },
    );
  }

  #documents(uid: string, what: string, input: unknown) {
    if (what === "fetch") {
      const page = z.looseObject({ fields: z.array(z.string()).optional() }).parse(input);
      return this.#page(uid, page, page.fields);
    }
    if (what !== "delete-batch")
      throw new Refusal(404, "not_found", `documents/${what} is not a route of this server`);
    const ids = z.array(z.union([z.string(), z.number()])).parse(input);
    return this.queue.enqueue("documentDeletion", uid, { providedIds: ids.length }, () => {
      const index = this.#index(uid);
      for (const id of ids) index.remove(String(id));
    });
  }

  #page(uid: string, input: Record<string, unknown>, fields: readonly string[] | undefined) {
    const { offset, limit } = z
      .object({ offset: z.coerce.number().default(0), limit: z.coerce.number().default(20) })
      .parse(input);
    const index = this.#index(uid);
    const all = [...index.documents.values()].filter(
      parseFilter(input.filter, index.settings.filterableAttributes),
    );
    const pick = (document: Record<string, unknown>) =>
      fields ? Object.fromEntries(fields.map((name) => [name, document[name]])) : document;
    return { results: all.slice(offset, offset + limit).map(pick), offset, limit, total: all.length };
  }

  #swap(input: unknown) {
    const swaps = z
      .array(z.object({ indexes: z.tuple([z.string(), z.string()]), rename: z.boolean().default(false) }))
      .parse(input);
    return this.queue.enqueue("indexSwap", null, { swaps }, () => {
      for (const {
        indexes: [a, b],
      } of swaps) {
        const [first, second] = [this.#index(a), this.#index(b)];
        this.indexes.set(a, second).set(b, first);
      }
    });
  }
}

interface Call {
  uid: string;
  /** What follows `documents/`. */
  id: string;
  params: URLSearchParams;
  input: unknown;
}

const isTask = (body: unknown): boolean => typeof body === "object" && body !== null && "taskUid" in body;
