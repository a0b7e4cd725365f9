import { errorBody, Refusal } from "./errors.ts";

export interface StoredTask {
  uid: number;
  batchUid: number | null;
  indexUid: string | null;
  status: "enqueued" | "processing" | "succeeded" | "failed" | "canceled";
  type: string;
  canceledBy: null;
  details: Record<string, unknown>;
  error: ReturnType<typeof errorBody> | null;
  duration: string | null;
  enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

/** How well the server works; may be changed while it runs. */
export interface Manners {
  /** How long each task takes, ms. */
  taskMs: number;
  /** How long each request waits before it is looked at, ms. */
  requestMs: number;
  /** How much longer a request that changes documents waits, ms. */
  writeMs: number;
  /** Every so manieth task that changes documents fails without effect; 0 = none. */
  failEvery: number;
  /** Whether it does what was asked by a client that has given up waiting. */
  stubborn: boolean;
  /** Whether a proxy before it shows a page that says that nobody is there. */
  gone: boolean;
}

/** The server's one queue: tasks are done one after the other in the order they were taken on. */
export class TaskQueue {
  readonly tasks: StoredTask[] = [];
  readonly #work = new Map<number, () => void>();
  readonly #manners: Manners;
  #timer: NodeJS.Timeout | undefined;
  #changes = 0;
  #paused = false;

  constructor(manners: Manners) {
    this.#manners = manners;
  }

  /** Takes a task on; `work` takes effect at once when its turn is over, or throws and changes nothing. */
  enqueue(type: string, indexUid: string | null, details: Record<string, unknown>, work: () => void) {
    const task: StoredTask = {
      uid: this.tasks.length,
      batchUid: null,
      indexUid,
      status: "enqueued",
      type,
      canceledBy: null,
      details,
      error: null,
      duration: null,
      enqueuedAt: new Date().toISOString(),
      startedAt: null,
      finishedAt: null,
    };
    this.tasks.push(task);
    this.#work.set(task.uid, work);
    this.#next();
    const { uid: taskUid, status, enqueuedAt } = task;
    return { taskUid, indexUid, status, type, enqueuedAt };
  }

  /** A page of tasks, the newest first unless told otherwise. */
  list(params: URLSearchParams) {
    const among = (name: string, value: string | null) => {
      const wanted = params.get(name);
      return !wanted || wanted === "*" || wanted.split(",").includes(value ?? "");
    };
    const found = this.tasks.filter(
      (task) => among("statuses", task.status) && among("indexUids", task.indexUid),
    );
    const ordered = params.get("reverse") === "true" ? found : found.toReversed();
    const limit = Number(params.get("limit") ?? 20);
    return {
      results: ordered.slice(0, limit),
      total: found.length,
      limit,
      from: ordered[0]?.uid ?? null,
      next: null,
    };
  }

  /** A killed server takes up its queue where it was. */
  pause(): void {
    this.#paused = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const task of this.tasks)
      if (task.status === "processing") Object.assign(task, { status: "enqueued", startedAt: null });
  }

  resume(): void {
    this.#paused = false;
    this.#next();
  }

  #next(): void {
    if (this.#timer || this.#paused) return;
    const task = this.tasks.find(({ status }) => status === "enqueued");
    if (!task) return;
    Object.assign(task, { status: "processing", startedAt: new Date().toISOString(), batchUid: task.uid });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#finish(task);
      this.#next();
    }, this.#manners.taskMs);
  }

  #finish(task: StoredTask): void {
    const changes = task.type.startsWith("document");
    if (changes) this.#changes++;
    const fails = changes && this.#manners.failEvery > 0 && this.#changes % this.#manners.failEvery === 0;
    task.finishedAt = new Date().toISOString();
    task.duration = `PT${this.#manners.taskMs / 1000}S`;
    task.status = fails ? "failed" : "succeeded";
    if (fails) task.error = errorBody("internal", "An internal error has occurred. `disk full`.");
    else this.#do(task);
    this.#work.delete(task.uid);
  }

  #do(task: StoredTask): void {
    try {
      this.#work.get(task.uid)?.();
    } catch (error) {
      task.status = "failed";
      task.error = error instanceof Refusal ? error.body : errorBody("internal", String(error));
    }
  }
}
