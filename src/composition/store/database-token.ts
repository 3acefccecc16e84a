/** What PostgreSQL on Azure takes for a password: a token of the desk's own identity. */
import { openIdentity, type Credential } from '../../agents/foundry/identity';
import { asFault, Fault } from '../../domain/values/errors';
import type { PostgresPlace } from '../../storage/postgres/postgres-place';

/** Azure's own name for its databases, the same in every tenant. */
const scope = 'https://ossrdbms-aad.database.windows.net/.default';

type Open = (identity: NonNullable<PostgresPlace['identity']>) => Promise<Credential>;

/**
 * Null where the place asks for none. Asked with each connection: the credential keeps its token until that is about to end, and a server
 * looks at it only while it lets somebody in. Throws `configuration_invalid` where no token is to be had.
 */
export function databaseToken(
  { identity }: Pick<PostgresPlace, 'identity'>,
  open: Open = openIdentity,
): (() => Promise<string>) | null {
  if (identity === undefined) return null;
  let credential: Promise<Credential> | undefined;
  return async () => {
    try {
      credential ??= open(identity);
      const token = await (await credential).getToken(scope);
      if (token !== null) return token.token;
    } catch (error) {
      throw new Fault('configuration_invalid', `No token for PostgreSQL: ${asFault(error).message}`, { cause: error });
    }
    throw new Fault('configuration_invalid', 'No token for PostgreSQL: the identity has none.');
  };
}
