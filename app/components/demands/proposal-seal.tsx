import { useTranslation } from "react-i18next";
import { useNameOf } from "#app/components/catalog/labels.ts";
import { DescriptionList } from "#app/components/lists.tsx";
import { DateTime } from "#app/components/text.tsx";
import type { FoundProposal } from "#app/domain/demands/find-proposal.server.ts";

interface Props extends Pick<FoundProposal, "sealHolds" | "clientZh" | "clientEn"> {
  row: Pick<FoundProposal["row"], "submittedAt" | "openedAt" | "seal">;
}

/** To whom a proposal was sent and when, when it was opened, and that nothing was changed in between. */
export function Seal({ row, sealHolds, ...names }: Props) {
  const { t } = useTranslation("demands");
  const nameOf = useNameOf();
  return (
    <div className="grid gap-3">
      <DescriptionList
        columns={2}
        facts={[
          { term: t("proposal.to"), value: nameOf({ nameZh: names.clientZh, nameEn: names.clientEn }) },
          { term: t("proposal.submittedAt"), value: <DateTime at={row.submittedAt} /> },
          { term: t("proposal.openedAt"), value: row.openedAt && <DateTime at={row.openedAt} /> },
          {
            term: t("proposal.seal"),
            value: (
              <>
                <code className="break-all text-sm">{row.seal}</code>{" "}
                {t(
                  sealHolds
                    ? row.openedAt
                      ? "proposal.sealHolds"
                      : "proposal.sealHoldsYet"
                    : "proposal.sealBroken",
                )}
              </>
            ),
          },
        ]}
      />
      <p className="max-w-reading text-sm text-muted">{t("proposal.sealHelp")}</p>
    </div>
  );
}
