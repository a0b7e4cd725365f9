import { type Delimiter, detectDelimiter } from "../runtime/tables/delimiter.ts";
import { beginning, decode, detectEncoding, type Encoding, fits } from "../runtime/tables/encoding.ts";
import { isQuotedList, readQuotedList } from "../runtime/tables/quoted-list.ts";
import { readCsv } from "./csv.server.ts";
import { limits, TableRefusal, withinLimits } from "./table-limits.ts";

/** What is known of a list beforehand; absent = find out. */
export interface AskedText {
  encoding?: Encoding;
  delimiter?: Delimiter;
  /** Also understand values in single quotes, as databases print them. */
  quotedLists?: boolean;
}

export interface OpenedText {
  encoding: Encoding;
  delimiter: Delimiter;
  records: AsyncGenerator<string[]>;
}

/**
 * Finds out how a text is written and reads its records within the limits. Costs as much as the text is long: a long one is
 * read in a thread. Throws `TableRefusal` with `encoding_unknown`, `encoding_mismatch`, `too_many_columns` or what the reader says.
 */
export function openText(bytes: Uint8Array, asked: AskedText): OpenedText {
  if (asked.encoding && !fits(bytes, asked.encoding)) throw new TableRefusal("encoding_mismatch");
  const encoding = asked.encoding ?? detectEncoding(bytes);
  if (!encoding) throw new TableRefusal("encoding_unknown");
  const head = beginning(bytes, encoding);
  const delimiter = asked.delimiter ?? detectDelimiter(head);
  if (asked.quotedLists && isQuotedList(head)) {
    const text = [...decode(bytes, encoding)].join("");
    return { encoding, delimiter, records: withinLimits(readQuotedList(text)) };
  }
  checkWidth(head, delimiter);
  return { encoding, delimiter, records: withinLimits(readCsv(pieces(bytes, encoding), delimiter)) };
}

/** Refuses a text whose first lines are wider than any list, before the parser works through them. */
function checkWidth(head: string, delimiter: Delimiter): void {
  let [columns, quoted] = [1, false];
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "\n") columns = 1;
    else if (character === delimiter && ++columns > limits.columns)
      throw new TableRefusal("too_many_columns");
  }
}

async function* pieces(bytes: Uint8Array, encoding: Encoding): AsyncGenerator<string> {
  yield* decode(bytes, encoding);
}
