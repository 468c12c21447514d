// reader: a small network that reads passages with a question in mind, from their stored codes.
export { readerFor, type TrainedReader } from './in-use.js';
export { Reader, type AskedReader, type ReaderQuestion, type TokenMarks } from './reader.js';
export { weightsOf, type ReaderFile, type ReaderWeights } from './reader-weights.js';
export { tokenMarks } from './token-marks.js';
export { logSum, sentenceShares } from './reading.js';
