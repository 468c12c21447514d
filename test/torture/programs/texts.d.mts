import type { Span } from '../../../retrieval/span.js';

export declare function evidenceText(): {
  file: string;
  text: string;
  title: string;
  date: null;
  pages: null;
  hash: string;
  spans: Span[];
  hashOf(number: number): string;
};
export declare function uploadText(number: number): string;
