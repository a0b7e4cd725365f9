/** What Stripe answers when it does not do what it was asked; thrown by handlers, turned into its JSON by the server. */
export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | undefined;
  readonly param: string | undefined;

  constructor(
    status: number,
    message: string,
    { type = "invalid_request_error", code, param }: { type?: string; code?: string; param?: string } = {},
  ) {
    super(message);
    this.status = status;
    this.type = type;
    this.code = code;
    this.param = param;
  }

  get body(): object {
    return { error: { type: this.type, message: this.message, code: this.code, param: this.param } };
  }
}

export const missing = (what: string, id: string): ApiError =>
  new ApiError(404, `No such ${what}: '${id}'`, { code: "resource_missing", param: "id" });

export const refused = (code: string, message: string, param?: string): ApiError =>
  new ApiError(400, message, { code, ...(param ? { param } : {}) });
