/** The package that carries the chat, loaded only where it is the one configured. */
import { Fault } from '../../../domain/values/errors';
import type { ChannelCredentials, ChatPackage } from '../../../teams/channel';
import type { Config } from '../../config/config';

/** Throws `configuration_invalid` where the package is not installed. */
export async function openChat(
  channel: Config['channel'],
  credentials: ChannelCredentials,
  withinMs?: number,
): Promise<ChatPackage> {
  switch (channel) {
    case 'bot-framework': {
      const { createBotFramework } = await import('../../../teams/bot-framework/bot-framework.js');
      return createBotFramework(credentials, withinMs);
    }
    case 'agents-sdk': {
      const { createAgentsSdk } = await import('../../../agents-sdk/agents-sdk.js').catch(notInstalled);
      return createAgentsSdk(credentials, withinMs);
    }
  }
}

function notInstalled(cause: unknown): never {
  const { code } = cause as { readonly code?: string };
  if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw cause;
  throw new Fault(
    'configuration_invalid',
    'CHANNEL=agents-sdk needs the optional package @microsoft/agents-hosting, which is not installed here: npm leaves it out with --omit=optional.',
    { cause },
  );
}
