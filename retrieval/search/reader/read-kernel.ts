import type { KernelSource } from '../../kernel.js';

/** See read.wat. Places and strides are in bytes, other numbers count. */
export interface ReadFunctions {
  readonly repeat: (row: number, out: number, rows: number, width: number) => void;
  readonly product: (rows: number, stride: number, count: number, matrix: number, inputs: number, width: number, out: number) => void;
  readonly multiply: (rows: number, stride: number, count: number, width: number, others: number, out: number) => void;
  readonly soften: (values: number, count: number, width: number, biases: number, stride: number, weight: number) => void;
  readonly listen: (rows: number, count: number, width: number, weights: number, taps: number, apart: number, out: number) => void;
  readonly addPositive: (values: number, others: number, count: number) => void;
}

/** read.wat. */
export const READ: KernelSource<ReadFunctions> = {
  name: 'read',
  compiled:
    'AGFzbQEAAAABKgVgBH9/f38AYAd/f39/f39/AGAGf39/f39/AGAGf39/f399AGADf39/AAIQAQRyZWFkBm1lbW9yeQIAAQMHBgABAgMBBAc/BgZyZXBlYXQAAAdwcm9kdWN0AAEIbXVsdGlwbHkAAgZzb2Z0ZW4AAwZsaXN0ZW4ABAthZGRQb3NpdGl2ZQAFCs0LBjABAX8gA0ECdCEEAkADQCACRQ0BIAEgACAE/AoAACABIARqIQEgAkEBayECDAALCwu2AwIIfwt7IAVBAnQhBwNAIAAhCSAGIAhqIQsgAiEKAkADQCAKQQBMDQEgC/0ABAAhEiAL/QAEECETIAv9AAQgIRQgC/0ABDAhFSALIAdqIQsgC/0ABAAhFiAL/QAEECEXIAv9AAQgIRggC/0ABDAhGSADIAhqIQ4gCSEMIAkgBEECdGohDQNAIAz9CQIAIQ8gDCABav0JAgAhECAO/QAEACERIBIgDyAR/eYB/eQBIRIgFiAQIBH95gH95AEhFiAO/QAEECERIBMgDyAR/eYB/eQBIRMgFyAQIBH95gH95AEhFyAO/QAEICERIBQgDyAR/eYB/eQBIRQgGCAQIBH95gH95AEhGCAO/QAEMCERIBUgDyAR/eYB/eQBIRUgGSAQIBH95gH95AEhGSAOIAdqIQ4gDEEEaiEMIAwgDUkNAAsgCyAW/QsEACALIBf9CwQQIAsgGP0LBCAgCyAZ/QsEMCALIAdrIQsgCyAS/QsEACALIBP9CwQQIAsgFP0LBCAgCyAV/QsEMCALIAdBAXRqIQsgCSABQQF0aiEJIApBAmshCgwACwsgCEHAAGohCCAIIAdJDQALC2EBAn8CQANAIAJFDQEgACEGIAYgA0ECdGohBwNAIAUgBv0ABAAgBP0ABAD95gH9CwQAIAZBEGohBiAEQRBqIQQgBUEQaiEFIAYgB0kNAAsgACABaiEAIAJBAWshAgwACwsLywMDA38BfQN7AkADQCABRQ0BIAAgAkECdGohByAAIQYgAyEIQwAAgP/9EyEKA0AgBv0ABAAgBf0TIAj9AAQA/eYB/eQBIQsgBiAL/QsEACAKIAv96QEhCiAGQRBqIQYgCEEQaiEIIAYgB0kNAAsgCv0fACAK/R8BlyAK/R8CIAr9HwOXlyEJ/QwAAAAAAAAAAAAAAAAAAAAAIQwgACEGA0BDAAD8wv0TQzuquD/9EyAG/QAEACAJ/RP95QH95gH96QEhCiAK/WohCyAKIAv95QEhCkMAAIA//RMgCkMYcjE//RMgCkPw/XU+/RMgCkNHWGM9/RMgCkNblR08/RMgCkP/w646/RMgCkOJhCE5/RP95gH95AH95gH95AH95gH95AH95gH95AH95gH95AH95gH95AEhCiAKIAv9+AFB/wD9Ef2uAUEX/asB/eYBIQogBiAK/QsEACAMIAr95AEhDCAGQRBqIQYgBiAHSQ0AC0MAAIA/IAz9HwAgDP0fAZIgDP0fAiAM/R8DkpKV/RMhCiAAIQYDQCAGIAogBv0ABAD95gH9CwQAIAZBEGohBiAGIAdJDQALIAchACADIARqIQMgAUEBayEBDAALCwvhAgIIfwR7IAJBAnQhByAFQQEgBGtBAm1sIQgDQEEAIQoCQANAIAogAU4NAf0MAAAAAAAAAAAAAAAAAAAAACEP/QwAAAAAAAAAAAAAAAAAAAAAIRD9DAAAAAAAAAAAAAAAAAAAAAAhEf0MAAAAAAAAAAAAAAAAAAAAACESQQAhCyAKIAhqIQwgAyAJaiEOA0AgDCABSQRAIAAgCWogDCAHbGohDSAPIA39AAQAIA79AAQA/eYB/eQBIQ8gECAN/QAEECAO/QAEEP3mAf3kASEQIBEgDf0ABCAgDv0ABCD95gH95AEhESASIA39AAQwIA79AAQw/eYB/eQBIRILIA4gB2ohDiAMIAVqIQwgC0EBaiELIAsgBEgNAAsgBiAJaiAKIAdsaiENIA0gD/0LBAAgDSAQ/QsEECANIBH9CwQgIA0gEv0LBDAgCkEBaiEKDAALCyAJQcAAaiEJIAkgB0kNAAsLUAEBfyAAIAJBAnRqIQMDQCAAIAD9AAQAIAH9AAQA/QwAAAAAAAAAAAAAAAAAAAAA/ekB/eQB/QsEACAAQRBqIQAgAUEQaiEBIAAgA0kNAAsL',
  plain: (memory) => {
    const all = new Float32Array(memory);
    return {
      repeat(row, out, rows, width) {
        for (let at = 0; at < rows; at++) all.copyWithin(out / 4 + at * width, row / 4, row / 4 + width);
      },
      product(rows, stride, count, matrix, inputs, width, out) {
        for (let row = 0; row < count; row++) {
          const to = out / 4 + row * width;
          for (let input = 0; input < inputs; input++) {
            const value = all[(rows + row * stride) / 4 + input]!;
            for (let at = 0; at < width; at++) all[to + at]! += value * all[matrix / 4 + input * width + at]!;
          }
        }
      },
      multiply(rows, stride, count, width, others, out) {
        for (let row = 0; row < count; row++) {
          for (let at = 0; at < width; at++) all[out / 4 + row * width + at] = all[(rows + row * stride) / 4 + at]! * all[others / 4 + row * width + at]!;
        }
      },
      soften(values, count, width, biases, stride, weight) {
        for (let row = 0; row < count; row++) {
          const own = all.subarray(values / 4 + row * width, values / 4 + (row + 1) * width);
          for (let at = 0; at < width; at++) own[at]! += weight * all[(biases + row * stride) / 4 + at]!;
          const most = Math.max(...own);
          let sum = 0;
          for (let at = 0; at < width; at++) sum += own[at] = Math.exp(own[at]! - most);
          for (let at = 0; at < width; at++) own[at]! /= sum;
        }
      },
      listen(rows, count, width, weights, taps, apart, out) {
        all.fill(0, out / 4, out / 4 + count * width);
        for (let row = 0; row < count; row++) {
          for (let tap = 0; tap < taps; tap++) {
            const other = row + (tap - (taps - 1) / 2) * apart;
            if (other < 0 || other >= count) continue;
            for (let at = 0; at < width; at++) all[out / 4 + row * width + at]! += all[rows / 4 + other * width + at]! * all[weights / 4 + tap * width + at]!;
          }
        }
      },
      addPositive(values, others, count) {
        for (let at = 0; at < count; at++) all[values / 4 + at]! += Math.max(0, all[others / 4 + at]!);
      },
    };
  },
};
