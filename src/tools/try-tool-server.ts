/** Asks a tool server, usually through a gateway, for its list of tools: what an agent's service does before each run. */
import { z } from 'zod';

export interface ToolServerCall {
  /** Of the tool's endpoint. */
  readonly url: string;
  /** Sent as connections of a project send it; null sends none. */
  readonly key: string | null;
  readonly signal: AbortSignal;
}

/** `tools` is null where the answer was no list. Rejects where nobody answers. */
export async function tryToolServer({
  url,
  key,
  signal,
}: ToolServerCall): Promise<{ readonly status: number; readonly tools: readonly string[] | null }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(key === null ? {} : { 'x-api-key': key }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    redirect: 'manual',
    signal,
  });
  const text = await response.text();
  return { status: response.status, tools: response.ok ? toolsIn(text) : null };
}

const listSchema = z.looseObject({
  result: z.looseObject({ tools: z.array(z.looseObject({ name: z.string() })) }),
});

/** As JSON, or as the one event of a stream. */
function toolsIn(text: string): readonly string[] | null {
  const [, data = text] = /^data: ?(.*)$/m.exec(text) ?? [];
  try {
    const read = listSchema.safeParse(JSON.parse(data));
    return read.success ? read.data.result.tools.map(({ name }) => name) : null;
  } catch {
    // A page of somebody's web server is no list of tools.
    return null;
  }
}
