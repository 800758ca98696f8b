/** Preloaded into the server: keeps its event loop busy from the first request of `/livez?busy` on. */
import { subscribe } from 'node:diagnostics_channel';

const busyMilliseconds = 320;
const freeMilliseconds = 5;

function block(): void {
  const end = performance.now() + busyMilliseconds;
  while (performance.now() < end);
  setTimeout(block, freeMilliseconds);
}

let begun = false;
subscribe('http.server.request.start', (message) => {
  const { request } = message as { request: { url?: string } };
  if (begun || request.url !== '/livez?busy') return;
  begun = true;
  setTimeout(block, freeMilliseconds);
});
