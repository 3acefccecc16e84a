/** The Bot Framework adapter, with credentials or, in the local profile alone, anonymous; it takes activities whose sender is already proven. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import {
  CallerIdConstants,
  ConfigurationServiceClientCredentialFactory,
  type Activity,
  type ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter';
import { sayWithinMs, type ChannelCredentials } from '../channel';

/** What our own tokens towards the Bot Connector are asked for. */
const connectorScope = 'https://api.botframework.com';

/** Any of the connector's addresses: tokens are the same for all. */
const connectorUrl = 'https://smba.trafficmanager.net/teams/';

/**
 * Given up before the connector does it, which may be while a card is on its way: nobody can tell then whether it was read. Servers keep a
 * quiet connection for five seconds and more; what a server says of itself is heeded where it is less.
 */
const quietForMs = 4_000;

/** Teams has one address a region; beyond these the one made first is made anew. */
const mostConnectors = 20;

type Connectors = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<Connectors['create']>>;

/** The HTTP client inside a connector client. */
interface ConnectorRequest {
  readonly url: string;
  timeout: number;
  agent?: HttpAgent | HttpsAgent;
}
interface ConnectorPipeline {
  readonly client: {
    readonly pipeline: {
      removePolicy(policy: { readonly name: string }): unknown;
      addPolicy(policy: {
        readonly name: string;
        sendRequest(request: ConnectorRequest, next: (request: ConnectorRequest) => unknown): unknown;
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
  private readonly agents: { readonly http: HttpAgent; readonly https: HttpsAgent };
  /** By address. The package makes one for every turn and every card; each holds only the address and where tokens are had. */
  private readonly connectors = new Map<string, Promise<ConnectorClient>>();

  constructor(
    credentials: ChannelCredentials,
    private readonly withinMs = sayWithinMs,
    timeout = quietForMs,
  ) {
    super({}, credentialFactory(credentials));
    this.agents = {
      http: new HttpAgent({ keepAlive: true, timeout }),
      https: new HttpsAgent({ keepAlive: true, timeout }),
    };
    this.appId = credentials?.appId ?? null;
    // Nobody signs in through the desk; the package would make a client for that in every turn too.
    const { botFrameworkAuthentication: made } = this;
    const signIn = made.createUserTokenClient(this.createClaimsIdentity(this.appId ?? ''));
    made.createUserTokenClient = () => signIn;
  }

  /** The client of the connector there: what is asked of it ends in time, and is never sent again by itself. */
  connectorAt(serviceUrl: string): Promise<ConnectorClient> {
    const known = this.connectors.get(serviceUrl);
    if (known) return known;
    const made = this.makeConnector(serviceUrl);
    this.connectors.set(serviceUrl, made);
    made.catch(() => this.connectors.delete(serviceUrl));
    const [oldest] = this.connectors.keys();
    if (this.connectors.size > mostConnectors && oldest !== undefined) this.connectors.delete(oldest);
    return made;
  }

  private async makeConnector(serviceUrl: string): Promise<ConnectorClient> {
    const claimsIdentity = this.createClaimsIdentity(this.appId ?? '');
    const made = await this.botFrameworkAuthentication
      .createConnectorFactory(claimsIdentity)
      .create(serviceUrl, connectorScope);
    const { pipeline } = (made as unknown as ConnectorPipeline).client;
    // It would send a refused request three more times by itself, a post too, while the desk's own rules wait.
    pipeline.removePolicy({ name: 'defaultRetryPolicy' });
    pipeline.addPolicy({
      name: 'endOfWaiting',
      sendRequest: (request, next) => {
        request.timeout = this.withinMs;
        request.agent ??= request.url.startsWith('https:') ? this.agents.https : this.agents.http;
        return next(request);
      },
    });
    return made;
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
    const authenticated = {
      audience: connectorScope,
      claimsIdentity: this.createClaimsIdentity(this.appId ?? ''),
      connectorFactory: { create: (serviceUrl: string) => this.connectorAt(serviceUrl) },
      ...(this.appId === null ? {} : { callerId: CallerIdConstants.PublicAzureChannel }),
    };
    return this.processActivity(authenticated, activity, onTurn);
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
