import { sql } from "drizzle-orm";
import { readParameter } from "../parameters.server.ts";
import { today } from "../working-days.ts";
import { type Finder, list } from "./noticed.ts";

interface Wire extends Record<string, unknown> {
  id: string;
  organizationId: string;
  regionCode: string;
  fileName: string;
  createdAt: string;
  listings: { id: string; title: string; reason: string }[];
}

/** Imported lists of which moderators had to suspend as many listings as the parameters name, with their reasons. */
export const falseImports: Finder = async (tx, now) => {
  const rows = await tx.execute<Wire>(sql`
    select b.id, b.organization_id as "organizationId", o.region_code as "regionCode", b.file_name as "fileName",
      b.created_at as "createdAt",
      json_agg(json_build_object('id', l.id, 'title', l.title_zh, 'reason', s.reason) order by l.id) as listings
    from import_batch b join organization o on o.id = b.organization_id
      join listing l on l.import_batch_id = b.id and l.state = 'suspended'
      join lateral (select a.reason from audit_entry a where a.entity_id = l.id and a.transition = 'suspend'
        order by a.seq desc limit 1) s on true
    group by b.id, o.id`);
  const found = await Promise.all(
    rows.map(async ({ id, organizationId, regionCode, fileName, createdAt, listings }) => {
      const least = await readParameter(tx, "clue_false_import_listings", regionCode, today(now));
      if (listings.length < least) return undefined;
      const said = listings.map(({ title, reason }) => `${title}：${reason}`);
      return {
        kind: "false_import" as const,
        causeType: "import_batch",
        causeId: id,
        subjectId: organizationId,
        title: `批量导入的数据被暂停展示${listings.length}项：${fileName}`.slice(0, 200),
        account: `同一次导入的下列项目经审核被暂停展示，理由如下：\n${list(said)}`,
        offenceCode: "PU05",
        actFrom: today(new Date(createdAt)),
        actUntil: today(new Date(createdAt)),
        evidence: listings.map(({ id: listingId, title, reason }) => ({
          of: "listing" as const,
          id: listingId,
          text: `${title}：${reason}`,
        })),
      };
    }),
  );
  return found.filter((clue) => clue !== undefined);
};
