import { z } from 'zod';
import { sealed, unsealed } from '../../disk/sealed.js';

/** Changed whenever files of an older program could be misread: such an index is built again. */
export const FORMAT = 3;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.object({
  format: z.literal(FORMAT),
  model: z.object({ name: z.string(), checksum: sha256, dimensions: z.int().positive(), maxTokens: z.int().positive() }),
  /** The splitting's and the encoding's settings, as one string: a difference means other passages or other codes. */
  settings: z.string(),
  /** Names of the segments, and of each document in order: its segment's number there, and its own number in the segment. */
  segments: z.array(z.string().regex(/^s-[\w-]+$/)),
  documents: z.array(z.object({ file: z.string(), hash: sha256, segment: z.int().nonnegative(), number: z.int().nonnegative() })),
  passages: z.int().nonnegative(),
  /** Passages in the dossier when the centre of its token vectors was measured. */
  centredOn: z.int().nonnegative(),
  /** Size and SHA-256 of every other file of the generation; `null` for a file of records, each of which has a checksum of its own. */
  files: z.record(z.string(), z.object({ bytes: z.int().nonnegative(), sha256: sha256.nullable() })),
});

/** What an index was made of; written last, read first. */
export type Manifest = z.infer<typeof schema>;

/** The manifest's file. */
export function formatManifest(manifest: Manifest): string {
  return sealed(manifest);
}

/** @throws Error saying in words what does not fit. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  let whole: boolean;
  try {
    ({ value, whole } = unsealed(text));
  } catch {
    throw new Error('its manifest is not JSON');
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== FORMAT) throw new Error(`its manifest is of another program or version: format ${FORMAT} expected, found ${JSON.stringify(format)}`);
  if (!whole) throw new Error('its manifest is damaged (SHA-256 differs)');
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new Error(`its manifest is damaged (${path.join('.')}: ${message})`);
}
