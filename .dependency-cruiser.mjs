const error = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

const sdks =
  "^(node_modules/)?(stripe|nodemailer|meilisearch|csv-parse|@e965/xlsx|file-type|ical-generator|pdfkit|fontkit)(/|$)";
const drizzle = "^node_modules/drizzle-orm/";
const react =
  "^node_modules/(react|react-dom|react-router|@react-router|react-aria-components|react-i18next)/";
const slices =
  "identity audit credit cases qualification conduct money vouchers booking catalog orders samples service-orders instrument calendar usage-report assessment subsidies demands deals contracts clues search notices".split(
    " ",
  );
const values = { dependencyTypesNot: ["type-only"] };

/** Which folder may know which: routes → domain → db, search, integrations, runtime; never back. */
export default {
  forbidden: [
    error(
      "no-cycles",
      "Two files that need each other are one file, also when one needs only a type of the other.",
      {},
      { circular: true },
    ),
    error(
      "resolvable",
      "What is imported exists.",
      {},
      { couldNotResolve: true, pathNot: "\\+types/|^virtual:" },
    ),
    error(
      "domain-knows-no-web",
      "What the platform knows holds without HTTP and without React.",
      { path: "^app/domain/" },
      { path: [react, "^node_modules/express/", "^app/(routes|components|server)/"] },
    ),
    error(
      "runtime-knows-no-domain",
      "Only the request's scope, which settles who asks, looks up.",
      { path: "^app/runtime/", pathNot: "^app/runtime/(request|database)\\.server\\.ts$" },
      { path: "^app/(domain|routes|components|server)/", ...values },
    ),
    error(
      "integrations-are-leaves",
      "A service knows nothing of us.",
      { path: "^app/integrations/" },
      {
        path: "^app/(domain|routes|components|server)/",
      },
    ),
    error(
      "database-knows-no-app",
      "Tables and seeds stand alone.",
      { path: "^db/" },
      { path: "^(app|search|bin)/", ...values },
    ),
    error(
      "search-knows-no-app",
      "The engine stands on the database alone.",
      { path: "^search/" },
      {
        path: "^(app|bin)/",
        ...values,
      },
    ),
    error(
      "sdks-in-integrations",
      "An outside service or format has one module.",
      { pathNot: "^(app/integrations/|search/meilisearch|tests/|app/runtime/files\\.server\\.ts)" },
      { path: sdks, ...values },
    ),
    error(
      "sql-in-its-places",
      "SQL is in db, search and server files of domain and runtime.",
      { pathNot: "^(db|search|bin|tests)/|^app/(domain|runtime)/.*\\.server\\.ts$" },
      { path: [drizzle, "^node_modules/postgres/"], ...values },
    ),
    error(
      "routes-and-screens-ask-the-domain",
      "Rows reach a screen through a query of the domain.",
      { path: "^app/(routes|components)/" },
      { path: "^db/(client|schema/(?!vocabulary))|^search/", ...values },
    ),
    error(
      "screens-run-in-the-browser",
      "Components import no server file.",
      { path: "^app/components/" },
      { path: "\\.server\\.tsx?$", ...values },
    ),
    error(
      "product-knows-no-tests",
      "Tests know the product, not the other way round.",
      { path: "^(app|db|search)/" },
      {
        path: "^(tests|bin)/",
      },
    ),
    ...slices.map((slice, at) =>
      error(
        `${slice}-knows-earlier-slices`,
        "Slices of the domain stand in an order, so that none needs a later one.",
        { path: `^app/domain/${slice}/` },
        { path: `^app/domain/(?!(${slices.slice(0, at + 1).join("|")})/)[^/]+/`, ...values },
      ),
    ),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.react-router)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
