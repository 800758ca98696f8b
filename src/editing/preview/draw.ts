/**
 * Runs in a thread of its own: takes the pages' program of a build, gives it other content, draws one page, and ends.
 * So each preview starts from nothing, and none of it stays in memory.
 */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** What the thread is given. */
export interface DrawOrder {
  /** Address of the pages' program. */
  readonly program: string;
  /** The content, as `contentStore` gives it. */
  readonly store: string;
  /** The page's whole address. */
  readonly url: string;
}

/** Of Astro's program of static pages, as its own build uses it (astro 7.3, core/build/default-prerenderer). */
interface Pages {
  readonly manifest: {
    readonly routes: readonly {
      readonly routeData: { readonly prerender: boolean; readonly pattern: RegExp };
    }[];
  };
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
  render(request: Request, options: { routeData: unknown }): Promise<Response>;
}

const { program, store, url } = workerData as DrawOrder;

registerHooks({
  load: (address, context, next) =>
    /\/_astro_data-layer-content_[^/]*\.mjs$/.test(address)
      ? {
          format: 'module',
          source: `export default JSON.parse(${JSON.stringify(store)});`,
          shortCircuit: true,
        }
      : next(address, context),
});

const { app } = (await import(program)) as { readonly app: Pages };
// Of the build there is nothing but the pages: stylesheets stand inline, scripts there are none.
app.setInternals({ pagesByKeys: new Map() });
app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write() {} } } } });
const { pathname } = new URL(url);
const route = app.manifest.routes.find(
  ({ routeData }) => routeData.prerender && routeData.pattern.test(pathname),
);
const response = route && (await app.render(new Request(url), { routeData: route.routeData }));
parentPort?.postMessage(response?.status === 200 ? await response.text() : undefined);
