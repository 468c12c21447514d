/** The languages that questions and documents are read in. */
export type Language = 'fr' | 'en';
