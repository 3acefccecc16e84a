/** Where a PostgreSQL database is, and how it is spoken to. */

export interface PostgresPlace {
  /** A host name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Null where the server asks for none, or takes a token. */
  readonly password: string | null;
  /** Whose token is the password; left out where that is not how the server is signed in to. */
  readonly identity?: PostgresIdentity;
  readonly database: string;
  /** Whose certificate the server must show: `system` is whatever Node trusts, `file` an authority of one's own. `off` is for this machine alone. */
  readonly tls: { readonly kind: 'off' } | { readonly kind: 'system' } | { readonly kind: 'file'; readonly ca: string };
  /** At most so many connections of this process to it. */
  readonly connections: number;
}

/** managed: the service's own. workload: a pod's, on Kubernetes. developer: whoever is signed in on this machine. */
export interface PostgresIdentity {
  readonly identity: 'managed' | 'workload' | 'developer';
  /** Of a user-assigned identity; null for the one there is. */
  readonly clientId: string | null;
}

/** As faults and logs name it: never with the password. */
export function nameOfPlace({ host, port, database }: PostgresPlace): string {
  return host.startsWith('/')
    ? `PostgreSQL database ${database} in ${host}`
    : `PostgreSQL database ${database} on ${host}:${port}`;
}
