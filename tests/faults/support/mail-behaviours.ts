import type { Answer, Line, Script, Tls } from './mail-script.ts';

/**
 * What `threats.md` asks for. `route-down`: everything rests 1, 5, then 15 minutes, alarm, the enquiry keeps its
 * place. `route-stopped`: the same for an hour. `retry`: 1, 5, 15, 30, 60 minutes, then every 4 hours, alarm after an
 * hour. `retry-and-rest`: both at once; a mail that always meets 421 must not stand before the others for ever.
 * `refused`: to the fallback with an alarm, and parked where there is none.
 */
export type Expected = 'delivered' | 'route-down' | 'route-stopped' | 'retry' | 'retry-and-rest' | 'refused';

/** One kind of fault of a mail server. */
export interface Behaviour {
  readonly name: string;
  readonly expected: Expected;
  readonly script?: Script;
  /** Left out: over every kind of connection. */
  readonly over?: readonly Tls[];
  /** Whether the server offers a login; left out, we have no account. */
  readonly login?: 'offered' | 'not-offered';
  readonly certificate?: 'otherName' | 'untrusted';
  /** Ends only at the deadline of the whole send. */
  readonly hangs?: true;
  /** Replaces the address of the scripted server. */
  readonly nobodyAt?: 'closed-port' | 'unknown-name';
}

const drop: Answer = (line) => line.drop();
const silence: Answer = () => {};
const saying =
  (bytes: string): Answer =>
  (line) =>
    line.write(bytes);

/** A slow trickle that does not trigger a limit on silence. */
const oneByteASecond: Answer = (line: Line) => {
  line.write('2');
  const timer = setInterval(() => line.write('2'), 1_000);
  void line.closed.then(() => clearInterval(timer));
};

const refusals = (
  step: 'RCPT' | 'DATA' | 'dot' | 'MAIL',
  replies: Readonly<Record<string, Expected>>,
): Behaviour[] =>
  Object.entries(replies).map(([reply, expected]) => ({
    name: `${step} ${reply}`,
    expected,
    script: { [step]: reply },
  }));

const pipelining = '250-mail.test\r\n250 PIPELINING';

const session: readonly Behaviour[] = [
  { name: 'connection refused', expected: 'route-down', nobodyAt: 'closed-port' },
  {
    name: 'name unknown to DNS',
    expected: 'route-down',
    nobodyAt: 'unknown-name',
    over: ['direct', 'upgrade'],
  },
  { name: 'dropped at once', expected: 'route-down', script: { greeting: drop } },
  { name: 'greeting 421', expected: 'route-down', script: { greeting: '421 4.3.2 later' } },
  { name: 'greeting 554', expected: 'route-down', script: { greeting: '554 5.7.1 go away' } },
  { name: 'greeting never', expected: 'route-down', script: { greeting: silence }, hangs: true },
  { name: 'greeting of 5 MB', expected: 'route-down', script: { greeting: `220-${'x'.repeat(5_000_000)}` } },
  {
    name: 'greeting in endless lines',
    expected: 'route-down',
    script: { greeting: '220-x\r\n'.repeat(500_000) },
  },
  {
    name: 'greeting one byte a second',
    expected: 'route-down',
    script: { greeting: oneByteASecond },
    hangs: true,
  },
  {
    name: 'greeting of another protocol',
    expected: 'route-down',
    script: { greeting: 'SSH-2.0-OpenSSH_9.2' },
  },
  { name: 'EHLO and HELO refused', expected: 'route-down', script: { EHLO: '502 5.5.1 no' } },
  { name: 'EHLO 421', expected: 'route-down', script: { EHLO: '421 4.3.2 later' } },
  { name: 'EHLO hangs', expected: 'route-down', script: { EHLO: silence }, hangs: true },
  {
    name: 'STARTTLS refused',
    expected: 'route-down',
    script: { STARTTLS: '454 4.7.0 no' },
    over: ['upgrade'],
  },
  {
    name: 'STARTTLS, then plain text',
    expected: 'route-down',
    script: { STARTTLS: saying('220 go\r\n250-mail.test\r\n250 AUTH PLAIN\r\n'), other: silence },
    over: ['upgrade'],
    hangs: true,
  },
  {
    name: 'plain text where TLS should be',
    expected: 'route-down',
    script: { connect: saying('220 hello\r\n') },
    over: ['direct'],
  },
  {
    name: 'certificate of another',
    expected: 'route-down',
    certificate: 'otherName',
    over: ['direct', 'upgrade'],
  },
  {
    name: 'certificate from nobody',
    expected: 'route-down',
    certificate: 'untrusted',
    over: ['direct', 'upgrade'],
  },
  { name: 'AUTH 535', expected: 'route-stopped', script: { AUTH: '535 5.7.8 wrong' }, login: 'offered' },
  { name: 'AUTH 454', expected: 'route-down', script: { AUTH: '454 4.7.0 later' }, login: 'offered' },
  { name: 'AUTH dropped', expected: 'route-down', script: { AUTH: drop }, login: 'offered' },
  { name: 'AUTH rubbish', expected: 'route-down', script: { AUTH: 'yes, come in' }, login: 'offered' },
  { name: 'AUTH not offered', expected: 'route-stopped', login: 'not-offered' },
  { name: 'AUTH needed, and we have none', expected: 'route-stopped', script: { MAIL: '530 5.7.0 log in' } },
];

const transaction: readonly Behaviour[] = [
  ...refusals('MAIL', {
    '451 4.3.0 later': 'retry',
    '421 4.3.2 later': 'retry-and-rest',
    '550 5.7.1 not you': 'route-stopped',
  }),
  ...refusals('RCPT', {
    '421 4.3.2 later': 'retry-and-rest',
    '450 4.2.0 later': 'retry',
    '451 4.3.0 later': 'retry',
    '452 4.2.2 full': 'retry',
    '552 5.2.2 full': 'retry',
    '552 full': 'retry',
    '550 5.2.2 full': 'retry',
    '552 5.3.4 too large': 'refused',
    '550 5.1.1 unknown': 'refused',
    '553 5.1.3 no such name': 'refused',
    '554 5.7.1 no': 'refused',
    '550-5.1.1 unknown\r\n550 5.1.1 truly': 'refused',
    'no idea': 'retry',
    '5500 too many digits': 'retry',
  }),
  { name: 'RCPT dropped', expected: 'retry', script: { RCPT: drop } },
  { name: 'RCPT hangs', expected: 'retry', script: { RCPT: silence }, hangs: true },
  ...refusals('DATA', { '451 4.3.0 later': 'retry', '554 5.7.1 no': 'refused', 'no idea': 'retry' }),
  ...refusals('dot', {
    '421 4.3.2 later': 'retry-and-rest',
    '451 4.3.0 later': 'retry',
    '552 5.2.2 full': 'retry',
    '550 5.7.1 no': 'refused',
    '554 5.6.0 no': 'refused',
    'thank you': 'retry',
    '20 years': 'retry',
    '354 go on': 'retry',
  }),
  { name: 'dropped amid the mail', expected: 'retry', script: { content: drop } },
  { name: 'dropped after the last dot', expected: 'retry', script: { dot: drop } },
  {
    name: 'half a reply after the last dot',
    expected: 'retry',
    script: {
      dot: (line) => {
        line.write('25');
        line.drop();
      },
    },
  },
  { name: 'hangs after the last dot', expected: 'retry', script: { dot: silence }, hangs: true },
  {
    name: 'one byte a second after the last dot',
    expected: 'retry',
    script: { dot: oneByteASecond },
    hangs: true,
  },
  { name: 'taken, then dropped', expected: 'delivered', script: { QUIT: drop } },
  { name: 'taken, then silent', expected: 'delivered', script: { QUIT: silence } },
  {
    name: 'replies in many lines',
    expected: 'delivered',
    script: {
      greeting: '220-a\r\n220 b',
      MAIL: '250-a\r\n250 b',
      RCPT: '250-a\r\n250-b\r\n250 c',
      dot: '250-a\r\n250 b',
    },
  },
  {
    name: 'replies without words',
    expected: 'delivered',
    script: { MAIL: '250', RCPT: '250', DATA: '354', dot: '250' },
  },
  {
    name: 'replies in bare LF',
    expected: 'delivered',
    script: { MAIL: saying('250 a\n'), RCPT: saying('250 a\n'), dot: saying('250 a\n') },
  },
  { name: 'one reply too many', expected: 'retry', script: { EHLO: '250 mail.test\r\n250 fine' } },
  {
    name: 'two replies too many, and the mail refused',
    expected: 'retry',
    script: { EHLO: '250 mail.test\r\n250 fine\r\n250 fine', DATA: '550 5.7.1 no' },
  },
  {
    name: 'taken before it was sent, then refused',
    expected: 'retry',
    script: { DATA: '354 go\r\n250 taken', dot: '550 5.7.1 no' },
  },
  { name: 'pipelining', expected: 'delivered', script: { EHLO: pipelining } },
  {
    name: 'pipelining, mailbox refused, yet DATA taken',
    expected: 'refused',
    script: { EHLO: pipelining, RCPT: '550 5.1.1 unknown' },
  },
  {
    name: 'pipelining, mailbox full',
    expected: 'retry',
    script: { EHLO: pipelining, RCPT: '452 4.2.2 full', DATA: '503 5.5.1 no' },
  },
];

export const behaviours: readonly Behaviour[] = [...session, ...transaction];
