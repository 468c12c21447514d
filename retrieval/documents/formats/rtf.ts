import { NotReadable, type Reader } from '../reader.js';

export const readRtf: Reader = () => {
  throw new NotReadable('an RTF file is not read; save it as DOCX or ODT');
};
