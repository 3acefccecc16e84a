/** A tool of somebody else's server that answers when the test lets it, and counts who asked at the same time. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createFraudServer } from './fraud-server';

export interface SlowTool {
  /** As an agent's file names it. */
  readonly at: string;
  /** Calls so far, by the amount they were about. */
  readonly calls: ReadonlyMap<number, number>;
  /** Amounts that were asked about by two callers who both waited for the answer. */
  readonly doubled: ReadonlySet<number>;
  /** From the end of a caller that waited to the next one's call about the same amount. */
  readonly takenOverAfterMs: readonly number[];
  /** Nobody was there to take over what is open now. */
  nobodyThere(): void;
  close(): Promise<void>;
}

/** `answerAfter` resolves when the call may be answered. */
export async function startSlowTool(answerAfter: () => Promise<unknown>): Promise<SlowTool> {
  const calls = new Map<number, number>();
  const waiting = new Map<number, number>();
  const doubled = new Set<number>();
  const leftAtMs = new Map<number, number>();
  const takenOverAfterMs: number[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body: unknown = request.method === 'POST' ? JSON.parse(await text(request)) : undefined;
      const [, amount] = /"tools\/call".*"amount":([\d.]+)/.exec(JSON.stringify(body)) ?? [];
      if (amount !== undefined) {
        const of = Number(amount);
        calls.set(of, (calls.get(of) ?? 0) + 1);
        waiting.set(of, (waiting.get(of) ?? 0) + 1);
        if (waiting.get(of) !== 1) doubled.add(of);
        const leftMs = leftAtMs.get(of);
        if (leftMs !== undefined) takenOverAfterMs.push(performance.now() - leftMs);
        leftAtMs.delete(of);
        // Whoever was killed waits for nothing any more.
        const gone = new Promise((resolve) => response.once('close', resolve));
        await Promise.race([answerAfter(), gone]);
        waiting.set(of, (waiting.get(of) ?? 0) - 1);
        if (response.destroyed) {
          if (waiting.get(of) === 0) leftAtMs.set(of, performance.now());
          return;
        }
      }
      const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
      await createFraudServer('sound').connect(transport);
      await transport.handleRequest(request, response, body);
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    at: `{ url: "http://127.0.0.1:${(server.address() as AddressInfo).port}/" }`,
    calls,
    doubled,
    takenOverAfterMs,
    nobodyThere() {
      leftAtMs.clear();
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}
