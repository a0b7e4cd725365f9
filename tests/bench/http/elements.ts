import { createElement, type ReactNode } from "react";

/** A page taken apart: an element with its attributes and what is in it, or text. */
type Piece = string | { tag: string; attributes: Record<string, string>; children: Piece[] };

const empty = new Set(["area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"]);
/** What is in these is no markup. */
const raw = new Set(["script", "style"]);
const tags = /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/gi;
const named = /([^\s=/]+)(?:="([^"]*)"|='([^']*)')?/g;
const entities: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => entities[entity] ?? entity);

/** The `<html>` element of a page that React has rendered, so that it can be rendered again without any of our code. */
export function elementsOf(html: string): Piece {
  const root: Piece[] = [];
  const open: { tag: string; children: Piece[] }[] = [{ tag: "", children: root }];
  let at = 0;
  tags.lastIndex = 0;
  for (let found = tags.exec(html); found; found = tags.exec(html)) {
    const [whole, closing, name = "", rest = ""] = found;
    const inside = open.at(-1);
    if (found.index > at) inside?.children.push(decode(html.slice(at, found.index)));
    at = found.index + whole.length;
    if (!name) continue;
    const tag = name;
    if (closing) {
      if (open.length > 1) open.pop();
      continue;
    }
    const piece = { tag, attributes: attributesOf(rest), children: [] as Piece[] };
    inside?.children.push(piece);
    if (raw.has(tag)) {
      const end = html.indexOf(`</${tag}>`, at);
      piece.children.push(html.slice(at, end));
      at = tags.lastIndex = end + tag.length + 3;
    } else if (!empty.has(tag) && !rest.endsWith("/")) open.push(piece);
  }
  const page = root.find((piece) => typeof piece !== "string" && piece.tag === "html");
  if (!page) throw new Error("no page");
  return page;
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name = "", double, single] of text.matchAll(named))
    found[name] = decode(double ?? single ?? "");
  return found;
}

/** The same elements as React nodes. */
export function nodesOf(piece: Piece, key = 0): ReactNode {
  if (typeof piece === "string") return piece;
  const { tag, attributes, children } = piece;
  const props: Record<string, unknown> = { key };
  for (const [name, value] of Object.entries(attributes)) props[propName(name)] = value === "" ? true : value;
  if (raw.has(tag))
    return createElement(tag, { ...props, dangerouslySetInnerHTML: { __html: children.join("") } });
  return createElement(tag, props, ...(children.length > 0 ? children.map(nodesOf) : []));
}

/** React's names where they are not HTML's; a style text would be refused, so it is kept as data of the same length. */
const propName = (name: string): string =>
  ({
    class: "className",
    for: "htmlFor",
    style: "data-st",
    value: "defaultValue",
    checked: "defaultChecked",
    selected: "data-selected",
  })[name] ?? name;
