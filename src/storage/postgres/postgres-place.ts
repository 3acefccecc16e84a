/** Where a PostgreSQL database is, and how it is spoken to. */

export interface PostgresPlace {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Null where the server asks for none. */
  readonly password: string | null;
  readonly database: string;
  /** Whose certificate the server must show: `system` is whatever Node trusts, `file` an authority of one's own. `off` is for this machine alone. */
  readonly tls: { readonly kind: 'off' } | { readonly kind: 'system' } | { readonly kind: 'file'; readonly ca: string };
  /** At most so many connections of this process to it. */
  readonly connections: number;
}

/** As faults and logs name it: never with the password. */
export function nameOfPlace({ host, port, database }: PostgresPlace): string {
  return host.startsWith('/')
    ? `PostgreSQL database ${database} in ${host}`
    : `PostgreSQL database ${database} on ${host}:${port}`;
}
