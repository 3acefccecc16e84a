/** A connector that answers one request after the other as it is told: a status, nothing at all, or a broken connection. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly hang?: boolean;
  readonly breakOff?: boolean;
}

export interface ScriptedRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  isCutOff(): boolean;
}

export interface ScriptedConnector {
  readonly url: string;
  readonly requests: readonly ScriptedRequest[];
  /** The answer to the next request that has none yet; without one it is taken. */
  script(answer: ScriptedAnswer): void;
  /** Resolves with the next request that comes in, or at once with the last one. */
  requested(): Promise<void>;
  /** Resolves once the last request's connection is closed. */
  cutOff(): Promise<void>;
  close(): Promise<void>;
}

export async function startScriptedConnector(): Promise<ScriptedConnector> {
  const requests: ScriptedRequest[] = [];
  const answers: ScriptedAnswer[] = [];
  const waiting = new Set<() => void>();
  let closed: Promise<void> = Promise.resolve();
  let posted = 0;

  const server = createServer((request, response) => {
    let isOver = false;
    closed = new Promise((resolve) => {
      response.once('close', () => {
        isOver = true;
        resolve();
      });
    });
    void readText(request).then((body) => {
      requests.push({ method: request.method ?? '', url: request.url ?? '', body, isCutOff: () => isOver });
      const { status = 200, headers = {}, body: told, hang, breakOff } = answers.shift() ?? {};
      for (const tell of waiting) tell();
      if (hang === true) return;
      if (breakOff === true) {
        request.socket.destroy();
        return;
      }
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(told ?? (status === 200 ? JSON.stringify({ id: `activity-${(posted += 1)}` }) : '{}'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    script: (answer) => {
      answers.push(answer);
    },
    requested: () =>
      new Promise((resolve) => {
        if (requests.length > 0) resolve();
        else waiting.add(resolve);
      }),
    cutOff: () => closed,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
