/**
 * Preloaded: the program's calendar is `CLOCK_AHEAD` milliseconds ahead, as if the machine had been off that long.
 * Only `Date` is changed; timers and limits keep their length, so limits are the same as in real use. Pauses and
 * leases that would last minutes are over at the next start.
 */
const ahead = Number(process.env['CLOCK_AHEAD'] ?? 0);
const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);
RealDate.now = () => realNow() + ahead;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: []) =>
    args.length === 0 ? new target(target.now()) : Reflect.construct(target, args),
  apply: (target) => new target(target.now()).toString(),
});
