/** An Azure AI Search service on this machine: answers what the test says, and keeps what it was asked. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKnowledgeIndex } from '../../../src/domain/knowledge/search';
import type { Section } from '../../../src/domain/knowledge/section';
import type { ConnectOptions } from '../../../src/sources/knowledge/azure-search';

export interface Asked {
  readonly path: string;
  readonly key: string | undefined;
  readonly body: { readonly search: string; readonly filter?: string; readonly top: number; readonly select: string };
}

/** `silence` never answers, `hang_up` ends the connection. */
export type Answer = { readonly status: number; readonly body: unknown } | 'silence' | 'hang_up';

/** The service speaks plain HTTP on loopback. */
export const onLoopback: ConnectOptions = { client: { allowInsecureConnection: true } };

export async function startSearchService(answer: (asked: Asked) => Answer) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const question: Asked = {
        path: request.url ?? '',
        key: request.headers['api-key'] as string | undefined,
        body: JSON.parse(text) as Asked['body'],
      };
      asked.push(question);
      const given = answer(question);
      if (given === 'hang_up') request.socket.destroy();
      if (typeof given === 'string') return;
      response.writeHead(given.status, { 'content-type': 'application/json' });
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

/** A section as the index holds it. */
export function documentOf({ id, documentTitle, heading, docType, topics, text, hash }: Section) {
  return { section_id: id, title: `${documentTitle}: ${heading}`, doc_type: docType, topics, text, hash };
}

export function hits(documents: readonly object[]): Answer {
  return {
    status: 200,
    body: { value: documents.map((document, at) => ({ '@search.score': 9 - at, ...document })) },
  };
}

/** Ranks as the desk itself does; the service's own ranking is not ours to test. */
export function answerFrom(sections: readonly Section[]): (asked: Asked) => Answer {
  const index = createKnowledgeIndex(sections);
  return ({ body }) => hits(index.search({ query: body.search }).map(({ score: _score, ...document }) => document));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
