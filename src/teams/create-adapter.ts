/** The Bot Framework adapter, with credentials or, in the local profile alone, anonymous. */
import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';

/** Null only for the local profile. `password` is null for a managed identity. */
export type AdapterCredentials = {
  readonly type: 'SingleTenant' | 'UserAssignedMSI';
  readonly appId: string;
  readonly password: string | null;
  readonly tenantId: string;
} | null;

export function createAdapter(credentials: AdapterCredentials): TeamsAdapter {
  if (!credentials) return new TeamsAdapter({}, new ConfigurationServiceClientCredentialFactory({}));
  const factory = new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: credentials.type,
    MicrosoftAppId: credentials.appId,
    MicrosoftAppTenantId: credentials.tenantId,
    ...(credentials.password === null ? {} : { MicrosoftAppPassword: credentials.password }),
  });
  return new TeamsAdapter({}, factory);
}
