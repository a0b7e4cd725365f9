/** Vitest names Vite's base path in `BASE_URL`, which to us is the site's address. */
delete process.env.BASE_URL;

/** A Meilisearch that was named for the tests is for those that ask for it; no process under test may find it by itself. */
for (const name of ["MEILI_URL", "MEILI_API_KEY"]) {
  const value = process.env[name];
  if (value) process.env[`TEST_${name}`] = value;
  delete process.env[name];
}
