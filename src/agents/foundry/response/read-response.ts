/** What a response says: the calls it made, what it asks permission for, and its answer. Whatever is not understood fails. */
import { z } from 'zod';
import { Fault } from '../../../domain/values/errors';
import { faultOfCode } from '../to-fault';

export interface ReadResponse {
  readonly id: string;
  readonly calls: readonly WireCall[];
  readonly asksFor: readonly WireApproval[];
  /** What its last message says; null where there is none. */
  readonly text: string | null;
  readonly usage: { readonly input_tokens: number; readonly output_tokens: number } | null;
}

export interface WireCall {
  readonly server: string;
  readonly tool: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
  /** JSON, as the service says the tool answered. */
  readonly output: string;
}

export interface WireApproval {
  readonly id: string;
  readonly server: string;
  readonly tool: string;
  readonly arguments: string;
}

const tokens = z.number().nonnegative();
const responseSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  error: z.looseObject({ code: z.unknown().optional(), message: z.unknown().optional() }).nullish(),
  incomplete_details: z.looseObject({ reason: z.unknown().optional() }).nullish(),
  output: z.array(z.looseObject({ type: z.string() })).default([]),
  usage: z.looseObject({ input_tokens: tokens, output_tokens: tokens }).nullish().catch(null),
});

const callSchema = z.looseObject({
  server_label: z.string(),
  name: z.string(),
  arguments: z.string(),
  output: z.string().nullish(),
  error: z.unknown().optional(),
  status: z.string().nullish(),
});
const approvalSchema = callSchema.pick({ server_label: true, name: true, arguments: true }).extend({ id: z.string() });
const messageSchema = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

/** Steps on the way that say nothing we go by. */
const passedOver = ['mcp_list_tools', 'reasoning'];

const identified = z.looseObject({ id: z.string().min(1).max(200) });

/** The service's id of whatever it answered; null where it gave none. */
export function idOf(given: unknown): string | null {
  const read = identified.safeParse(given);
  return read.success ? read.data.id : null;
}

/** Throws a fault of an agent or tool for everything but a response that was completed. */
export function readResponse(given: unknown): ReadResponse {
  const read = responseSchema.safeParse(given);
  if (!read.success) throw new Fault('agent_output_invalid', 'Azure AI Foundry: a response that is none');
  const { id, status, output, usage } = read.data;
  if (status !== 'completed') throw notCompleted(read.data);
  const calls: WireCall[] = [];
  const asksFor: WireApproval[] = [];
  let text: string | null = null;
  for (const item of output) {
    switch (item.type) {
      case 'mcp_call':
        calls.push(readCall(item));
        break;
      case 'mcp_approval_request':
        asksFor.push(readApproval(item));
        break;
      case 'message':
        text = readMessage(item);
        break;
      case 'oauth_consent_request':
        throw new Fault('agent_asked_permission', 'Azure AI Foundry: the connection of the tool asks for consent');
      default:
        if (!passedOver.includes(item.type))
          throw new Fault('agent_output_invalid', `Azure AI Foundry: the agent did what ours do not (${item.type})`);
    }
  }
  const counted = usage ? { input_tokens: usage.input_tokens, output_tokens: usage.output_tokens } : null;
  return { id, calls, asksFor, text, usage: counted };
}

function notCompleted({ id, status, error, incomplete_details: incomplete }: z.infer<typeof responseSchema>): Fault {
  const why = incomplete?.reason ?? error?.code;
  const shown = typeof why === 'string' ? `, ${why}` : '';
  return new Fault(faultOfCode(why) ?? 'agent_failed', `Azure AI Foundry: response ${id} ended ${status}${shown}`, {
    about: { response: id, status, reason: typeof why === 'string' ? why : null },
  });
}

function readCall(item: unknown): WireCall {
  const read = callSchema.safeParse(item);
  if (!read.success) throw new Fault('agent_output_invalid', 'Azure AI Foundry: a call of a tool that is unreadable');
  const { server_label: server, name: tool, arguments: given, output, error, status } = read.data;
  const isDone = status == null || status === 'completed';
  if (error != null || output == null || !isDone)
    throw new Fault('tool_failed', `Azure AI Foundry: ${tool} answered the agent with an error`);
  return { server, tool, arguments: given, output };
}

function readApproval(item: unknown): WireApproval {
  const read = approvalSchema.safeParse(item);
  if (!read.success) throw new Fault('agent_asked_permission', 'Azure AI Foundry: a question that is unreadable');
  const { id, server_label: server, name: tool, arguments: given } = read.data;
  return { id, server, tool, arguments: given };
}

function readMessage(item: unknown): string {
  const read = messageSchema.safeParse(item);
  if (!read.success) throw new Fault('agent_output_invalid', 'Azure AI Foundry: a message that is unreadable');
  const { content } = read.data;
  if (content.some(({ type }) => type === 'refusal'))
    throw new Fault('agent_declined', 'Azure AI Foundry: the agent refused to answer');
  return content.flatMap(({ type, text }) => (type === 'output_text' && text !== undefined ? [text] : [])).join('');
}
