/** The configured channel for approvals, and the conversation the desk speaks in there. */
import { z } from 'zod';
import type { ApprovalsChannel } from '../../app/delivery/addressees';

export interface ConfiguredChannel {
  /** `19:...@thread.tacv2`. */
  readonly id: string;
  /** Of the channel's connector. */
  readonly serviceUrl: string;
  readonly use: ApprovalsChannel['use'];
}

/** As the environment names them. */
export const approvalsChannelVariables = {
  APPROVALS_CHANNEL: z.string().trim().min(1).max(500).optional(),
  APPROVALS_CHANNEL_SERVICE_URL: z.url({ protocol: /^https?$/ }).default('https://smba.trafficmanager.net/teams/'),
  APPROVALS_CHANNEL_USE: z.enum(['otherwise', 'besides']).default('otherwise'),
};

type Environment = z.infer<z.ZodObject<typeof approvalsChannelVariables>>;

/** Null where none is configured. */
export function readApprovalsChannel(env: Environment): ConfiguredChannel | null {
  const { APPROVALS_CHANNEL: id, APPROVALS_CHANNEL_SERVICE_URL: serviceUrl, APPROVALS_CHANNEL_USE: use } = env;
  return id === undefined ? null : { id, serviceUrl, use };
}

/** Null where none is configured. `credentials` are null for the anonymous local profile. */
export function approvalsChannelOf(
  configured: ConfiguredChannel | null,
  credentials: { readonly appId: string; readonly tenantId: string } | null,
): ApprovalsChannel | null {
  if (!configured) return null;
  const { id, serviceUrl, use } = configured;
  const tenant = credentials ? { tenantId: credentials.tenantId } : {};
  const conversation = { id, isGroup: true, conversationType: 'channel', name: '', ...tenant };
  const bot = { id: credentials ? `28:${credentials.appId}` : 'bot', name: 'Treasury Desk' };
  return { use, conversation: { channelId: 'msteams', serviceUrl, bot, conversation } };
}
