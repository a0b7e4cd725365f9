/** A file by its name, however long, high enough for a finger. */
export function FileLink({ href, name }: { href: string; name: string }) {
  return (
    <a className="link inline-block min-h-6 break-all" href={href}>
      {name}
    </a>
  );
}
