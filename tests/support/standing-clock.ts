/**
 * Loaded before the program: its calendar stands at `CLOCK_STANDS_AT` (milliseconds since 1970), so that a page
 * that tells the time tells the same on a slow machine. Only `Date` is changed; timers go on.
 */
const moment = Number(process.env['CLOCK_STANDS_AT']);
const RealDate = Date;
RealDate.now = () => moment;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: []) => (args.length === 0 ? new target(moment) : Reflect.construct(target, args)),
  apply: (target) => new target(moment).toString(),
});

export {};
