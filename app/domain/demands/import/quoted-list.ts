const record = /'((?:[^']|'')*)'(?:\s*,\s*|\s*$)/gu;

/** Whether a text is a list as databases print it: values in single quotes, `'a' , 'b'`. */
export const isQuotedList = (text: string): boolean => /^\s*'(?:[^'\n]|'')*'\s*,\s*'/u.test(text);

/** The records of such a list, one a line; a quote inside a value is doubled. */
export function readQuotedList(text: string): string[][] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => [...line.matchAll(record)].map(([, value = ""]) => value.replaceAll("''", "'")));
}
