/** Vitest names Vite's base path in `BASE_URL`, which to us is the site's address. */
delete process.env.BASE_URL;
