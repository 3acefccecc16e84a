/** The bot's own identity towards Teams, and the keys that Teams signs its messages with. */
import { z } from 'zod';
import { createSigningKeys } from '../../teams/tokens/signing-keys';
import type { Clock, Log } from '../../ports/process';
import type { BotCredentials, Config } from '../config/config';
import { openChat } from '../serve/parts/open-chat';
import { failsBy, off, works, type Finding, type Probe } from './probe';

export interface BotProbeDeps {
  /** Throws `configuration_invalid` as `readBotCredentials` does; null for the anonymous local profile. */
  readonly credentials: () => BotCredentials | null;
  readonly clock: Pick<Clock, 'recordedNow'>;
  readonly log: Log;
  readonly channel?: Config['channel'];
  /** Rejects where the identity gets no token. */
  readonly prove?: (credentials: BotCredentials) => Promise<void>;
}

const identitySettings = [
  'MICROSOFT_APP_ID',
  'MICROSOFT_APP_PASSWORD',
  'MICROSOFT_APP_TENANT_ID',
  'MICROSOFT_APP_TYPE',
  'CHANNEL',
];

export function botProbes({
  credentials,
  clock,
  log,
  channel = 'bot-framework',
  prove = async (given) => (await openChat(channel, given)).proveIdentity(),
}: BotProbeDeps): readonly Probe[] {
  const withCredentials = async (look: (given: BotCredentials) => Promise<Finding>): Promise<Finding> => {
    const given = credentials();
    return given === null ? off('the local profile is anonymous') : look(given);
  };
  return [
    {
      name: 'bot identity',
      settings: identitySettings,
      look: () =>
        withCredentials(async (given) => {
          try {
            await prove(given);
          } catch (error) {
            return failsBy(error, remedyOf(error, given));
          }
          return works(`the Bot Connector's token is given to ${given.appId}`);
        }),
    },
    {
      name: "Teams' signing keys",
      settings: ['CHANNEL_OPENID_METADATA'],
      look: () =>
        withCredentials(async ({ openIdMetadata: metadataUrl }) => {
          try {
            await createSigningKeys({ metadataUrl, clock, log }).find('');
          } catch (error) {
            return failsBy(
              error,
              `Nothing that Teams sends can be believed before ${new URL(metadataUrl).host} can be reached from here.`,
            );
          }
          return works(`${metadataUrl} tells them`);
        }),
    },
  ];
}

/** By Entra's own numbers, as its client passes them on. */
const byNumber: readonly (readonly [numbers: readonly string[], remedy: string])[] = [
  [['7000215'], 'MICROSOFT_APP_PASSWORD is not a secret of this app: its value is wanted, not its id.'],
  [['7000222'], 'MICROSOFT_APP_PASSWORD has expired: make a new secret for the app.'],
  [
    ['700016', '7000229'],
    'MICROSOFT_APP_ID is no app of the tenant MICROSOFT_APP_TENANT_ID, or has no service principal there.',
  ],
  [['90002', '900023'], 'MICROSOFT_APP_TENANT_ID is no tenant.'],
];

const entraErrorSchema = z.looseObject({ errorNo: z.coerce.string() });

function remedyOf(error: unknown, { type }: BotCredentials): string {
  const read = entraErrorSchema.safeParse(error);
  const numbers = read.success ? read.data.errorNo.split(/\D+/) : [];
  const known = byNumber.find(([wanted]) => wanted.some((number) => numbers.includes(number)));
  if (known) return known[1];
  return type === 'UserAssignedMSI'
    ? 'MICROSOFT_APP_ID must be the client id of a managed identity that is assigned to this service.'
    : 'Either login.microsoftonline.com cannot be reached from here, or MICROSOFT_APP_ID, MICROSOFT_APP_TENANT_ID and MICROSOFT_APP_PASSWORD do not belong together.';
}
