import {
  type Meilisearch,
  MeilisearchApiError,
  MeilisearchTaskTimeOutError,
  type EnqueuedTask,
  type Task,
} from "meilisearch";

/** A task that Meilisearch gave up; the index is as it was before. */
export class TaskFailed extends Error {
  override name = "TaskFailed";
  readonly code: string;
  /** What was asked for is wrong: to ask again would not help. */
  readonly final: boolean;

  constructor(task: Pick<Task, "uid" | "type" | "status" | "error">) {
    super(
      `Meilisearch's task ${task.uid} (${task.type}) ${task.status}: ${task.error?.message ?? "no reason given"}`,
    );
    this.code = task.error?.code ?? "";
    this.final = task.error?.type === "invalid_request";
  }
}

/** A task that is still waiting or under way; it may yet succeed. */
export class TaskPending extends Error {
  override name = "TaskPending";
}

const pollMs = 50;

/** Waits until a task has succeeded. Throws `TaskFailed`, or `TaskPending` after `timeoutMs`. */
export async function finished(
  client: Meilisearch,
  enqueued: EnqueuedTask | number,
  timeoutMs: number,
): Promise<Task> {
  const task = await client.tasks
    .waitForTask(enqueued, { timeout: timeoutMs, interval: pollMs })
    .catch((error: unknown) => {
      if (error instanceof MeilisearchTaskTimeOutError) throw new TaskPending(error.message);
      throw error;
    });
  // Waiting ends well also when the task did not.
  if (task.status !== "succeeded") throw new TaskFailed(task);
  return task;
}

/** Meilisearch's own code for what was wrong, `index_not_found`; empty when it is not an answer of Meilisearch. */
export const codeOf = (error: unknown): string => {
  if (error instanceof TaskFailed) return error.code;
  return error instanceof MeilisearchApiError ? (error.cause?.code ?? "") : "";
};
