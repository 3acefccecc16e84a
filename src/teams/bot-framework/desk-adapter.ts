/** The Bot Framework adapter, with credentials or, in the local profile alone, anonymous; it takes activities whose sender is already proven. */
import {
  CallerIdConstants,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import { sayWithinMs, type ChannelCredentials } from '../channel';

/** What our own tokens towards the Bot Connector are asked for. */
const connectorScope = 'https://api.botframework.com';

/** Any of the connector's addresses: tokens are the same for all. */
const connectorUrl = 'https://smba.trafficmanager.net/teams/';

interface ConnectorPipeline {
  readonly client: {
    readonly pipeline: {
      addPolicy(policy: {
        readonly name: string;
        sendRequest(request: { timeout: number }, next: (request: { timeout: number }) => unknown): unknown;
      }): void;
    };
  };
}

/**
 * The library's own front door takes tokens of the Emulator and of other bots too, which Entra issues to anybody who holds this bot's
 * password, and binds those to no address; and it writes a stack to the console for each token it refuses. Tokens are checked before
 * (../tokens/check-token.ts), and this door is the only one we open.
 */
export class DeskAdapter extends TeamsAdapter {
  private readonly appId: string | null;

  constructor(
    credentials: ChannelCredentials,
    private readonly withinMs = sayWithinMs,
  ) {
    super({}, credentialFactory(credentials));
    this.appId = credentials?.appId ?? null;
  }

  /** Rejects where no token for the Bot Connector is to be had, as who sends messages. */
  async proveIdentity(): Promise<void> {
    if (this.appId === null) return;
    const factory = this.botFrameworkAuthentication.createConnectorFactory(this.createClaimsIdentity(this.appId));
    const { credentials } = await factory.create(connectorUrl, connectorScope);
    // Typed as any client's credentials; a bot's always get tokens.
    await (credentials as unknown as { getToken(isAnew: boolean): Promise<string> }).getToken(true);
  }

  /** Runs the turn of an activity; what an invoke is answered with, and undefined for anything else. */
  async receive(
    activity: Activity,
    onTurn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const inTime = (context: TurnContext): Promise<void> => {
      const connector = context.turnState.get<ConnectorPipeline>(this.ConnectorClientKey);
      connector.client.pipeline.addPolicy({
        name: 'endOfWaiting',
        sendRequest: (request, next) => {
          request.timeout = this.withinMs;
          return next(request);
        },
      });
      return onTurn(context);
    };
    if (this.appId === null) return this.processActivity('', activity, inTime);
    const claimsIdentity = this.createClaimsIdentity(this.appId);
    const authenticated = {
      audience: connectorScope,
      callerId: CallerIdConstants.PublicAzureChannel,
      claimsIdentity,
      connectorFactory: this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity),
    };
    return this.processActivity(authenticated, activity, inTime);
  }
}

function credentialFactory(credentials: ChannelCredentials): ConfigurationServiceClientCredentialFactory {
  if (!credentials) return new ConfigurationServiceClientCredentialFactory({});
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppType: credentials.type,
    MicrosoftAppId: credentials.appId,
    MicrosoftAppTenantId: credentials.tenantId,
    ...(credentials.password === null ? {} : { MicrosoftAppPassword: credentials.password }),
  });
}
