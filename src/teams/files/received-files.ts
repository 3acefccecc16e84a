/** Files somebody attached to a message, as channels name them. */
import { asObject } from '../read-activity';

export interface ReceivedFile {
  readonly name: string;
  /** Where the channel keeps it. */
  readonly url: string;
}

/** What Teams says of a file in a chat with a bot: where it can be had, for a while. */
const teamsFile = 'application/vnd.microsoft.teams.file.download.info';
const ofPayments = /\.(?:csv|xml|txt)$/i;

/** The Emulator and the Playground give a file's address as the attachment's; a message's own text comes as an attachment too, and is none. */
export function receivedFiles({ attachments }: { readonly attachments?: unknown }): readonly ReceivedFile[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap((one): ReceivedFile[] => {
    const { contentType, contentUrl, name, content } = asObject(one);
    const named = typeof name === 'string' ? name.slice(0, 200) : '';
    const { downloadUrl } = asObject(content);
    if (contentType === teamsFile && typeof downloadUrl === 'string') return [{ name: named, url: downloadUrl }];
    return typeof contentUrl === 'string' && ofPayments.test(named) ? [{ name: named, url: contentUrl }] : [];
  });
}
