import { Links, Meta, Outlet, Scripts, ScrollRestoration } from "react-router";

/** The smallest document that React Router can serve: what every page of it must load at the least. */
export default function Root() {
  return (
    <html lang="en">
      <head>
        <Meta />
        <Links />
      </head>
      <body>
        <Outlet />
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}
