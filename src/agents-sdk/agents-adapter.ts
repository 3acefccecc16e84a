/** The Microsoft 365 Agents SDK's adapter, with credentials or, in the local profile alone, anonymous; it takes activities whose sender is already proven. */
import { CloudAdapter, TurnContext, type ConnectorClient } from '@microsoft/agents-hosting';
import { Activity } from '@microsoft/agents-activity';
import type { InvokeAnswer } from '../teams/activity';
import type { ChannelCredentials } from '../teams/channel';

/** What our own tokens towards the Bot Connector are asked for. */
const connectorScope = 'https://api.botframework.com';

/**
 * The library's own front door checks tokens by rules of its own. Ours are checked before (teams/tokens/check-token.ts), and this door is
 * the only one we open.
 */
export class AgentsAdapter extends CloudAdapter {
  private readonly identity: ReturnType<typeof CloudAdapter.createIdentity> | undefined;

  constructor(credentials: ChannelCredentials) {
    super(toSettings(credentials));
    this.identity = credentials === null ? undefined : CloudAdapter.createIdentity(credentials.appId);
  }

  /** Runs the turn; what an invoke is answered with, and undefined for anything else. */
  async receive(
    activity: { readonly type: string; readonly [field: string]: unknown },
    onTurn: (context: TurnContext, client: ConnectorClient | null) => Promise<void>,
  ): Promise<InvokeAnswer | undefined> {
    const read = asActivity(activity);
    const context = new TurnContext(this, read, this.identity);
    const client = this.resolveIfConnectorClientIsNeeded(read) ? await this.clientAt(read) : null;
    if (client) this.setConnectorClient(context, client);
    await this.runMiddleware(context, (revocable) => onTurn(revocable, client));
    return this.processTurnResults(context);
  }

  /** The client of the connector at that address. */
  async clientAt(place: { readonly serviceUrl?: string }): Promise<ConnectorClient> {
    const at = asActivity({ type: 'event', serviceUrl: place.serviceUrl });
    // Anonymous only towards the local profile's own clients: the types know of no such thing.
    return this.createConnectorClientWithIdentity(this.identity as NonNullable<typeof this.identity>, at);
  }

  /** Rejects where no token for the Bot Connector is to be had, as who sends messages. */
  async proveIdentity(): Promise<void> {
    if (this.identity === undefined) return;
    await this.connectionManager.getDefaultConnection().getAccessToken(connectorScope);
  }
}

/** Its shape is checked where it comes in; the SDK's own schema refuses more than Teams' clients do, a chat without a name for one. */
export function asActivity(activity: { readonly type: string; readonly [field: string]: unknown }): Activity {
  return Object.assign(new Activity(activity.type), activity);
}

function toSettings(credentials: ChannelCredentials): ConstructorParameters<typeof CloudAdapter>[0] {
  if (credentials === null) return {};
  const { appId: clientId, tenantId, password, type } = credentials;
  if (type === 'UserAssignedMSI' || password === null) return { clientId, tenantId, authType: 'UserManagedIdentity' };
  return { clientId, tenantId, authType: 'ClientSecret', clientSecret: password };
}
