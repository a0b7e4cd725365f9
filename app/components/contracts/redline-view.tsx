import { useTranslation } from "react-i18next";
import { isChanged, type RedLine } from "#app/domain/contracts/text/redline.ts";

/** A redline to read: removed struck through, added underlined, each also said to those who do not see it. */
export function RedlineView({ lines }: { lines: readonly RedLine[] }) {
  const { t } = useTranslation("contracts");
  const numbered = lines.map((line, at) => ({ line, at }));
  return (
    <div className="max-w-reading border-y border-hairline py-4 leading-7" lang="zh-CN">
      {numbered.map(({ line, at }) => (
        <p
          key={at}
          className={isChanged(line) ? "border-s-4 border-accent ps-3" : "border-s-4 border-transparent ps-3"}
        >
          {line.pieces.map((piece, n) => {
            const key = `${at}-${n}`;
            if (piece.kind === "same") return <span key={key}>{piece.text || "\u00A0"}</span>;
            const removed = piece.kind === "removed";
            const Tag = removed ? "del" : "ins";
            return (
              <Tag key={key} className={removed ? "bg-refused-soft text-refused" : "bg-free-soft text-free"}>
                <span className="sr-only">{t(removed ? "versions.removed" : "versions.added")}</span>
                {piece.text}
              </Tag>
            );
          })}
        </p>
      ))}
    </div>
  );
}
