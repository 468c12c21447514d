import { z } from 'zod';

/** Changed whenever files of an older program could be misread: such an index is built again. */
export const FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const schema = z.object({
  format: z.literal(FORMAT),
  model: z.object({ name: z.string(), checksum: sha256, dimensions: z.int().positive(), maxTokens: z.int().positive() }),
  /** The splitting's and the encoding's settings, as one string: a difference means other passages or other codes. */
  settings: z.string(),
  documents: z.array(z.object({ file: z.string(), hash: sha256 })),
  passages: z.int().nonnegative(),
  tokens: z.int().nonnegative(),
  /** Passages in the dossier when the centre of its token vectors was measured. */
  centredOn: z.int().nonnegative(),
  /** Size and SHA-256 of every other file of the generation. */
  files: z.record(z.string(), z.object({ bytes: z.int().nonnegative(), sha256 })),
});

/** What an index was made of; written last, read first. */
export type Manifest = z.infer<typeof schema>;

/** @throws Error saying in words what does not fit. */
export function parseManifest(text: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('its manifest is not JSON');
  }
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== FORMAT) throw new Error(`its manifest is of another program or version: format ${FORMAT} expected, found ${JSON.stringify(format)}`);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`its manifest is damaged (${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? ''})`);
  return parsed.data;
}
