// Properties that hold for every text, message, setting and file, by area.
import { passageProperties } from './passages.js';
import type { Property } from './property.js';

export const PROPERTIES: readonly Property[] = [...passageProperties];
