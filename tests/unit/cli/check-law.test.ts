import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkActs, exitCodes, report } from '../../../src/cli/check-law.ts';
import type { Act } from '../../../src/law/acts.ts';

/** An answer like those recorded from the interface; only the fields that matter to the check vary. */
const recorded = (eli: string, fields: object): object => {
  const [publisher, year, pos] = eli.split('/');
  return {
    ELI: eli,
    publisher,
    year: Number(year),
    pos: Number(pos),
    address: 'WDU00000000000',
    displayAddress: `Dz.U. ${year} poz. ${pos}`,
    title: 'Ustawa z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym.',
    type: 'Ustawa',
    status: 'obowiązujący',
    inForce: 'IN_FORCE',
    changeDate: '2026-11-02T10:00:00',
    references: {},
    textHTML: true,
    textPDF: true,
    ...fields,
  };
};
const texts = (...references: object[]): object => ({
  'Akty zmieniające': [{ id: 'DU/2025/620', date: '2025-06-01', art: 'art. 1' }],
  'Inf. o tekście jednolitym': references,
});
const base = 'DU/2003/1143';
const inForce = recorded(base, {
  status: 'akt posiada tekst jednolity',
  references: texts({ id: 'DU/2024/60' }, { id: 'DU/2025/83' }, { id: 'DU/2025/9' }),
});
const newest = recorded('DU/2025/83', {});

const act: Act = {
  key: 'zatrudnienie-socjalne',
  name: 'ustawa z dnia 13 czerwca 2003 r. o zatrudnieniu socjalnym',
  date: '2003-06-13',
  published: 'Dz.U. 2003 nr 122 poz. 1143',
  eli: base,
  isap: 'WDU20031221143',
  consolidated: { published: 'Dz.U. 2025 poz. 83', eli: 'DU/2025/83' },
  status: 'in-force',
  statusSince: undefined,
  replacedBy: undefined,
  checkedOn: '2026-11-22',
  checkBy: '2027-02-28',
};
const repealedAct: Act = { ...act, status: 'repealed', statusSince: '2025-06-01' };

type Reply = object | string | number | 'silence' | 'late';
let replies: Record<string, Reply> = {};
let requests: IncomingMessage[] = [];
let atOnce = 0;
let mostAtOnce = 0;
let server: Server;
let baseUrl: string;

before(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    response.on('close', () => {
      atOnce -= 1;
    });
    const reply = replies[request.url?.replace('/eli/acts/', '') ?? ''] ?? 404;
    if (reply === 'silence') return;
    if (reply === 'late') {
      setTimeout(() => response.writeHead(500).end(), 50);
      return;
    }
    if (typeof reply === 'number') response.writeHead(reply).end();
    else response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/eli`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
afterEach(() => {
  replies = {};
  requests = [];
  mostAtOnce = 0;
});

async function check(
  acts: readonly Act[],
  answers: Record<string, Reply>,
): Promise<{ text: string; exitCode: number }> {
  replies = answers;
  // Short only in the tests where the server does not answer, so that a slow machine changes no other test.
  const timeoutMilliseconds = Object.values(answers).includes('silence') ? 80 : 10_000;
  return report(await checkActs({ baseUrl, timeoutMilliseconds }, acts));
}

async function isUnchecked(answers: Record<string, Reply>, because: RegExp, one: Act = act): Promise<void> {
  const { text, exitCode } = await check([one], answers);
  assert.match(text, /^nie sprawdzono: /);
  assert.match(text, because);
  assert.doesNotMatch(text, /bez zmian|Wszystko się zgadza|ZMIANA/);
  assert.equal(exitCode, exitCodes.unchecked);
}

async function isChanged(answers: Record<string, Reply>, how: RegExp, one: Act = act): Promise<void> {
  const { text, exitCode } = await check([one], answers);
  assert.match(text, how);
  assert.match(text, /^ZMIANA: /);
  assert.doesNotMatch(text, /bez zmian|Wszystko się zgadza/);
  assert.equal(exitCode, exitCodes.changed);
}

async function isUnchanged(answers: Record<string, Reply>, one: Act = act): Promise<string> {
  const { text, exitCode } = await check([one], answers);
  assert.match(text, /^bez zmian: /);
  assert.doesNotMatch(text, /nie sprawdzono|ZMIANA/);
  assert.equal(exitCode, exitCodes.unchanged);
  return text;
}

describe('check:law finds nothing changed', () => {
  it('when act and consolidated text stand as in the register', async () => {
    await isUnchanged({ [base]: inForce, 'DU/2025/83': newest });
  });

  it('when the register calls an act amended that is in force', async () => {
    await isUnchanged({ [base]: inForce, 'DU/2025/83': newest }, { ...act, status: 'amended' });
  });

  it('when the newest announcement has expired and an older one stands', async () => {
    const references = texts({ id: 'DU/2025/83' }, { id: 'DU/2026/1' });
    await isUnchanged({
      [base]: recorded(base, { references }),
      'DU/2026/1': recorded('DU/2026/1', { status: 'wygaśnięcie aktu', inForce: 'NOT_IN_FORCE' }),
      'DU/2025/83': newest,
    });
  });

  it('when the references hold the acts with their status', async () => {
    const references = texts(
      { act: { ELI: 'DU/2026/1', status: 'wygaśnięcie aktu' } },
      { act: { ELI: 'DU/2025/83', status: 'obowiązujący' } },
    );
    await isUnchanged({ [base]: recorded(base, { references }), 'DU/2025/83': newest });
  });

  it('when an act without a consolidated text has none', async () => {
    await isUnchanged({ [base]: recorded(base, {}) }, { ...act, consolidated: undefined });
  });

  it('when a repealed act is repealed since the same day', async () => {
    const gone = recorded(base, { status: 'uchylony', inForce: 'NOT_IN_FORCE', repealDate: '2025-06-01' });
    await isUnchanged({ [base]: gone }, repealedAct);
  });

  it('when the database adds a date that the register lacks, and says so', async () => {
    const gone = recorded(base, {
      status: 'uznany za uchylony',
      inForce: 'NOT_IN_FORCE',
      repealDate: '2025-06-01',
    });
    const text = await isUnchanged({ [base]: gone }, { ...act, status: 'deemed-repealed' });
    assert.match(text, /podpowiedź: .*2025-06-01/);
  });
});

describe('check:law finds a change', () => {
  it('when an act was repealed', async () => {
    const gone = recorded(base, { status: 'uchylony', inForce: 'NOT_IN_FORCE', repealDate: '2026-12-01' });
    await isChanged(
      { [base]: gone },
      /„uchylony”, od 2026-12-01; w rejestrze: „obowiazuje”.*„stan: uchylony”/,
    );
  });

  it('when an act is "uznany za uchylony"', async () => {
    const gone = recorded(base, { status: 'uznany za uchylony', inForce: 'NOT_IN_FORCE' });
    await isChanged({ [base]: gone }, /„uznany za uchylony”; w rejestrze: „uchylony”/, repealedAct);
  });

  it('when an act of the register lives again', async () => {
    await isChanged(
      { [base]: inForce, 'DU/2025/83': newest },
      /w rejestrze: „uchylony”.*„stan: obowiazuje”/,
      repealedAct,
    );
  });

  it('when the day of repeal is another', async () => {
    const gone = recorded(base, { status: 'uchylony', inForce: 'NOT_IN_FORCE', repealDate: '2025-07-01' });
    await isChanged({ [base]: gone }, /w bazie: 2025-07-01; w rejestrze: 2025-06-01/, repealedAct);
  });

  it('when the repeal of an act in force is announced', async () => {
    const going = { ...inForce, repealDate: '2027-01-01' };
    await isChanged({ [base]: going, 'DU/2025/83': newest }, /datę uchylenia: 2027-01-01/);
  });

  it('when a newer consolidated text stands', async () => {
    const references = texts({ id: 'DU/2025/83' }, { id: 'DU/2026/700' });
    await isChanged(
      { [base]: recorded(base, { references }), 'DU/2026/700': recorded('DU/2026/700', {}) },
      /Dz\.U\. 2026 poz\. 700 \(DU\/2026\/700\); w rejestrze: Dz\.U\. 2025 poz\. 83/,
    );
  });

  it('when an act has its first consolidated text', async () => {
    const without = { ...act, consolidated: undefined };
    await isChanged({ [base]: inForce, 'DU/2025/83': newest }, /w rejestrze: żaden/, without);
  });

  it('and says what was not checked besides', async () => {
    const { text, exitCode } = await check([act, { ...act, key: 'druga', eli: 'DU/2004/593' }], {
      [base]: recorded(base, { status: 'uchylony', inForce: 'NOT_IN_FORCE' }),
      'DU/2004/593': 503,
    });
    assert.match(
      text,
      /^ZMIANA: zatrudnienie-socjalne .*\nnie sprawdzono: druga \(DU\/2004\/593\): błąd bazy \(503\)/,
    );
    assert.match(text, /Ze zmianą: 1\. Nie sprawdzono w całości: 1\./);
    assert.equal(exitCode, exitCodes.changed);
  });
});

describe('check:law has not checked', () => {
  it('an act that the database does not know', () =>
    isUnchecked({ [base]: { ...inForce, inForce: 'UNKNOWN' }, 'DU/2025/83': newest }, /UNKNOWN/));

  it('an address that the database does not have', () => isUnchecked({}, /\(404\)/));

  it('a request that is not answered in time', () => isUnchecked({ [base]: 'silence' }, /na czas/));

  it('an answer that is not JSON', async () => {
    for (const rubbish of ['<html>', '', 'null', '[]', '{}', '"obowiązujący"', '{"ELI":']) {
      await isUnchecked({ [base]: rubbish }, /nieczytelna/);
    }
  });

  it('answers with fields that no one has seen', async () => {
    await isUnchecked({ [base]: { ...inForce, inForce: true } }, /nieczytelna/);
    await isUnchecked({ [base]: { ...inForce, inForce: 'MAYBE' } }, /nieczytelna/);
    await isUnchecked({ [base]: { ...inForce, references: texts({ something: 1 }) } }, /nieczytelna/);
    await isUnchecked({ [base]: { ...inForce, repealDate: 'wkrótce' } }, /nieczytelna/);
  });

  it('an answer about another act', () =>
    isUnchecked({ [base]: { ...inForce, ELI: 'DU/2004/593' } }, /nieczytelna/));

  it('an answer that says two things at once', async () => {
    await isUnchecked({ [base]: recorded(base, { status: 'uchylony' }) }, /przeczy sobie/);
    await isUnchecked({ [base]: recorded(base, { inForce: 'NOT_IN_FORCE' }) }, /przeczy sobie/);
  });

  it('an act whose consolidated text could not be asked about', async () => {
    await isUnchecked(
      { [base]: inForce, 'DU/2025/83': 'silence' },
      /tekst jednolity DU\/2025\/83: .*na czas/,
    );
    await isUnchecked({ [base]: recorded(base, {}) }, /nie wskazuje/);
  });

  it('anything without a network', async () => {
    const findings = await checkActs({ baseUrl: 'http://127.0.0.1:1', timeoutMilliseconds: 10_000 }, [act]);
    const { text, exitCode } = report(findings);
    assert.match(text, /^nie sprawdzono: .*baza nie odpowiada/);
    assert.equal(exitCode, exitCodes.unchecked);
  });

  it('an address that leads elsewhere', async () => {
    const redirecting = createServer((request, response) => {
      response.writeHead(302, { location: `${baseUrl}${request.url}` }).end();
    });
    await new Promise<void>((resolve) => redirecting.listen(0, '127.0.0.1', resolve));
    const { port } = redirecting.address() as AddressInfo;
    replies = { [base]: inForce, 'DU/2025/83': newest };
    const database = { baseUrl: `http://127.0.0.1:${port}`, timeoutMilliseconds: 10_000 };
    const { exitCode } = report(await checkActs(database, [act]));
    redirecting.closeAllConnections();
    redirecting.close();
    assert.equal(exitCode, exitCodes.unchecked);
  });
});

describe('check:law asks', () => {
  it('for answers without compression, two at once at most, and reports in the order of the register', async () => {
    const acts = Array.from({ length: 9 }, (_, index) => ({
      ...act,
      key: `akt-${index}`,
      eli: `DU/2000/${index + 1}`,
    }));
    const { text } = await check(
      acts,
      Object.fromEntries(acts.map(({ eli }, index) => [eli, index % 2 ? 'late' : 500])),
    );
    assert.equal(requests.length, 9);
    assert.ok(requests.every(({ headers }) => headers['accept-encoding'] === 'identity'));
    assert.equal(mostAtOnce, 2);
    assert.deepEqual(
      [...text.matchAll(/akt-(\d)/g)].map(([, index]) => Number(index)),
      [0, 1, 2, 3, 4, 5, 6, 7, 8],
    );
  });

  it('about every act of the site when run, and ends with the code of what it found', async () => {
    const command = fileURLToPath(new URL('../../../src/cli/check-law.ts', import.meta.url));
    const child = spawn(process.execPath, [command], {
      env: { ...process.env, ELI_BASE_URL: `${baseUrl}/` },
    });
    let output = '';
    for await (const chunk of child.stdout) output += String(chunk);
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    assert.ok(requests.some(({ url }) => url === '/eli/acts/DU/2003/1143'));
    assert.match(
      output,
      /nie sprawdzono: zatrudnienie-socjalne \(DU\/2003\/1143\): baza nie zna tego aktu \(404\)/,
    );
    assert.equal(exitCode, exitCodes.unchecked);
  });
});
