/**
 * Preloaded: the program's clock is fixed at `CLOCK_STANDS_AT` (milliseconds since 1970), so that a page with the
 * time is the same on a slow machine. Only `Date` is changed; timers run normally.
 */
const moment = Number(process.env['CLOCK_STANDS_AT']);
const RealDate = Date;
RealDate.now = () => moment;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: []) => (args.length === 0 ? new target(moment) : Reflect.construct(target, args)),
  apply: (target) => new target(moment).toString(),
});

export {};
