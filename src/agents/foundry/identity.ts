/** As whom the desk asks for hosted agents. The package is loaded here, and only where they are used. */
import type { TokenCredential } from '@azure/identity' with { 'resolution-mode': 'import' };
import { asFault, Fault } from '../../domain/values/errors';

export interface FoundryIdentity {
  readonly identity: 'managed' | 'workload' | 'developer';
  readonly clientId: string | null;
}

export type Credential = Pick<TokenCredential, 'getToken'>;

const foundryScope = 'https://ai.azure.com/.default';

/** One for the whole process: it keeps its token until that is about to end. */
export async function openIdentity({ identity, clientId }: FoundryIdentity): Promise<Credential> {
  const { DefaultAzureCredential, ManagedIdentityCredential, WorkloadIdentityCredential } =
    await import('@azure/identity');
  const named = clientId === null ? {} : { clientId };
  switch (identity) {
    case 'managed':
      return clientId === null ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId });
    case 'workload':
      return new WorkloadIdentityCredential(named);
    case 'developer':
      return new DefaultAzureCredential(clientId === null ? {} : { managedIdentityClientId: clientId });
  }
}

/** Throws `agent_denied` where no token is to be had. */
export async function proveIdentity(credential: Credential, signal?: AbortSignal): Promise<void> {
  try {
    const token = await credential.getToken(foundryScope, signal ? { abortSignal: signal } : {});
    if (token === null) throw new Fault('agent_denied', 'Azure AI Foundry: the identity has no token');
  } catch (error) {
    signal?.throwIfAborted();
    throw new Fault('agent_denied', `Azure AI Foundry: no token for our identity: ${asFault(error).message}`, {
      cause: error,
    });
  }
}
