/** What reading one file may take. A file past a limit is refused with the reason; the others go on. */
export interface ReadingLimits {
  /** Bytes of a file, in MiB. */
  readonly fileMiB: number;
  /** Memory of the reading process, in MiB. */
  readonly memoryMiB: number;
  /** Seconds a file may take, and seconds more for each page or picture whose text is recognised. */
  readonly seconds: number;
  readonly secondsPerPicture: number;
  /** Pages of a PDF. */
  readonly pages: number;
  /** Pages and pictures of a file whose text is recognised. */
  readonly pictures: number;
  /** UTF-16 units of text. */
  readonly characters: number;
  /** What a compressed file (DOCX, ODT, XLSX, EPUB) may unfold to, in MiB. */
  readonly unfoldedMiB: number;
  /** Attachments of a mail, those inside attached mails counted. */
  readonly attachments: number;
  /** Mails inside mails. */
  readonly mailDepth: number;
}

/**
 * Our choices: several times what real dossiers hold, small enough that no file holds up the others for long.
 * A 1,000-page report has ~3 million characters; a scanned page takes 5 s of one core, and more on a busy machine; V8's longest string is 512 Mi units.
 */
export const DEFAULT_LIMITS: ReadingLimits = {
  fileMiB: 128,
  memoryMiB: 1_024,
  seconds: 60,
  secondsPerPicture: 120,
  pages: 3_000,
  pictures: 1_000,
  characters: 20_000_000,
  unfoldedMiB: 256,
  attachments: 200,
  mailDepth: 5,
};
