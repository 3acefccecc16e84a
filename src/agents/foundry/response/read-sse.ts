/** The events of a response that is streamed, one after the other. */
import { Fault } from '../../../domain/values/errors';
import { parseJson } from '../../../domain/values/parse-json';

/** A response with its tool's whole answer is some hundred kilobytes at most. */
const longestEvent = 4_000_000;

/** A body that is not streamed. Throws `agent_output_invalid` for one without end, and what the body throws. */
export async function readWhole(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > longestEvent) throw new Fault('agent_output_invalid', 'Azure AI Foundry: a response without end');
  }
  return text + decoder.decode();
}

/** Each event's data, parsed. Throws `agent_output_invalid` for data that is no JSON, and what the body throws. */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator {
  const decoder = new TextDecoder();
  let open = '';
  for await (const chunk of body) {
    open += decoder.decode(chunk, { stream: true });
    const events = open.split(/\r?\n\r?\n/);
    open = events.pop() ?? '';
    if (open.length > longestEvent) throw new Fault('agent_output_invalid', 'Azure AI Foundry: an event without end');
    for (const event of events) {
      const data = dataOf(event);
      if (data === '' || data === '[DONE]') continue;
      const parsed = parseJson(data, 'An event');
      if (!parsed.ok) throw new Fault('agent_output_invalid', 'Azure AI Foundry: an event is not JSON');
      yield parsed.value;
    }
  }
}

function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trim())
    .join('\n');
}
