/** Whether a text is a list as databases print it: values in single quotes, `'a' , 'b'`. */
export const isQuotedList = (text: string): boolean => /^\s*'(?:[^'\n]|'')*'\s*,\s*'/u.test(text);

/** The records of such a list, one a line; a quote inside a value is doubled. Linear, whatever the text. */
export function* readQuotedList(text: string): Generator<string[]> {
  for (let at = 0; at <= text.length; ) {
    const end = endOfLine(text, at);
    yield valuesOf(text.slice(at, end));
    at = text.startsWith("\r\n", end) ? end + 2 : end + 1;
  }
}

function endOfLine(text: string, from: number): number {
  const line = /[\r\n]/g;
  line.lastIndex = from;
  return line.exec(text)?.index ?? text.length;
}

/** The values up to the first that is not followed by a comma or the end of the line. */
function valuesOf(line: string): string[] {
  const values: string[] = [];
  let at = line.indexOf("'");
  while (at >= 0 && line[at] === "'") {
    const end = closingQuote(line, at + 1);
    if (end < 0) break;
    const next = pastSpace(line, end + 1);
    if (next < line.length && line[next] !== ",") break;
    values.push(line.slice(at + 1, end).replaceAll("''", "'"));
    at = pastSpace(line, next + 1);
  }
  return values;
}

function closingQuote(line: string, from: number): number {
  let at = line.indexOf("'", from);
  while (at >= 0 && line[at + 1] === "'") at = line.indexOf("'", at + 2);
  return at;
}

function pastSpace(line: string, from: number): number {
  let at = from;
  while (at < line.length && /\s/.test(line[at] ?? "")) at++;
  return at;
}
