import { readImageSize } from '../limits/image-size.js';
import type { StoredFile } from './files.js';
import type { MessageContent } from './messages.js';

/** A stored file as a message carries it. */
export function documentContent(file: StoredFile): MessageContent {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
  if (file.kind === 'document') return { document: { ...common, file_name: file.name, mime_type: file.type } };
  const size = readImageSize(file.bytes) ?? { width: 0, height: 0 };
  return { photo: [{ ...common, ...size }] };
}
