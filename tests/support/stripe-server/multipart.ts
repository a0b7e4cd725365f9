import type { IncomingHttpHeaders } from "node:http";

/**
 * A multipart body as the form that it stands for, with a file as its name, its type and its bytes in base64: so the same
 * upload under another boundary is the same request. What is no multipart body stays as it is.
 */
export async function plainBody(headers: IncomingHttpHeaders, body: Buffer): Promise<string> {
  const type = headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return body.toString();
  const form = await new Response(new Uint8Array(body), { headers: { "Content-Type": type } }).formData();
  const plain = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value === "string") {
      plain.append(name, value);
      continue;
    }
    plain.append(`${name}[name]`, value.name);
    plain.append(`${name}[type]`, value.type);
    plain.append(`${name}[data]`, Buffer.from(await value.arrayBuffer()).toString("base64"));
  }
  return plain.toString();
}
