// reader: a small network that reads passages with a question in mind, from their stored codes.
export { readerFor, type TrainedReader } from './in-use.js';
export { Reader, type AskedReader } from './reader.js';
export { weightsOf } from './reader-weights.js';
export { tokenMarks } from './token-marks.js';
export { logSum, sentenceShares } from './reading.js';
