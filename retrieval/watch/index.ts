// watch: a dossier that keeps itself up to date with its folder.
export { watchDossier, type Watching, type WatchOptions } from './watch-dossier.js';
