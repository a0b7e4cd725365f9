/** What Meilisearch answers when it cannot do what it was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  get body() {
    return errorBody(this.code, this.message);
  }
}

/** Meilisearch's shape of an error, in answers and in tasks. */
export const errorBody = (code: string, message: string) => ({
  message,
  code,
  type: code === "internal" ? "internal" : "invalid_request",
  link: `https://docs.meilisearch.com/errors#${code}`,
});

export const noSuchIndex = (uid: string) =>
  new Refusal(404, "index_not_found", `Index \`${uid}\` not found.`);
