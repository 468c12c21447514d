// Properties that hold for every text, message, setting and file, by area.
import { evidenceProperties } from './evidence.js';
import { fileProperties } from './files.js';
import { messageProperties } from './messages.js';
import { passageProperties } from './passages.js';
import type { Property } from './property.js';
import { settingsProperties } from './settings.js';

export const PROPERTIES: readonly Property[] = [...passageProperties, ...evidenceProperties, ...messageProperties, ...settingsProperties, ...fileProperties];
