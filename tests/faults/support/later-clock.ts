/**
 * Loaded before the program: its calendar runs `CLOCK_AHEAD` milliseconds ahead, as though the machine had been
 * off for that long. Only `Date` is changed; timers and limits stay as long as they are, so nothing is judged by
 * another measure than in real use. Rests and leases that would last minutes are over at the next start.
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
