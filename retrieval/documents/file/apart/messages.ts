import type { Format } from '../format.js';
import type { ReadingLimits } from '../../limits.js';
import type { PartRead, ReadResult } from '../reader.js';
import type { UnreadReason } from '../../unread/unread-reason.js';

/** One file to read, for the reading process: from its path, or from its bytes when it is inside another file. */
export interface ToReader {
  readonly id: number;
  readonly format: Format;
  readonly name: string;
  readonly source: { readonly path: string } | { readonly bytes: Uint8Array };
  readonly limits: ReadingLimits;
}

/** What the reading process answers. */
export type FromReader =
  | { readonly id: number; readonly result: ReadResult; readonly hash: string }
  /** A page or picture is begun: more time is given. */
  | { readonly id: number; readonly picture: PartRead }
  /** Refused, or a fault of the reader. */
  | { readonly id: number; readonly refused: UnreadReason };
