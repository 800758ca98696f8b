/** The functions that the browser tests run inside a page, bundled into one script by `measured-page.ts`. */
export { measureControls, measureFocus, measureTexts } from './contrast.ts';
export { whileHovered } from './hover.ts';
export { measureLayout } from './layout.ts';
export { findColourOnly, findLostSurfaces, findMotion, noteSurfaces } from './modes.ts';
export { endTransitions, type Finding } from './shown.ts';
export { countStops, describeFocus, focusStop, recordedStops, recordStops, type Stop } from './stops.ts';
export { measureTargets } from './targets.ts';
