import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it, type TestContext } from 'node:test';
import { projectRoot, type RunningSite, startSite } from '../support/site.ts';
import { workInLynx } from './lynx.ts';
import { shownLines, textBrowsers, whyNot } from './programs.ts';
import { openW3m } from './w3m.ts';

/** The link that stands before „Wyślij”; after its next word comes a space that no search matches. */
const lastBeforeTheButton = 'Więcej';
const referencePattern = /KIS-\w{3}-\w{3}/;

async function siteFor(context: TestContext): Promise<RunningSite> {
  const site = await startSite({ COURIER: 'off' });
  context.after(() => site.kill());
  return site;
}

/** @returns the output of `npm run enquiries` for the site's store */
const enquiries = ({ dataDirectory }: RunningSite, ...args: string[]): string =>
  execFileSync(process.execPath, ['src/cli/enquiries.ts', ...args], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], DATA_DIR: dataDirectory },
  });

/** Asserts that the only stored enquiry is the one whose reference was shown, with the values that were filled in. */
function assertStored(site: RunningSite, screen: string, topic: 'psu' | 'advice'): void {
  const reference = screen.match(referencePattern)?.[0];
  assert.ok(reference, screen);
  const list = enquiries(site, 'list');
  assert.match(list, new RegExp(`^${reference}\\s.*\\s${topic}\\s+waiting`));
  assert.match(list, /^1 in all/m);
  const enquiry = enquiries(site, 'show', reference);
  assert.match(enquiry, /\| \+48 600 100 200/);
  assert.match(enquiry, /\| Anna/);
}

describe('the form in lynx', { skip: whyNot('lynx') }, () => {
  it('takes an enquiry by keys alone and shows its reference', async (context) => {
    const site = await siteFor(context);
    const screen = await workInLynx(`${site.url}/zgloszenie/`, (keyboard) => {
      keyboard.press('Prace społecznie użyteczne');
      keyboard.press('Piszę dla siebie');
      keyboard.fill('Wystarczy imię.', 'Anna');
      keyboard.press('Zadzwońcie do mnie');
      keyboard.fill('Na przykład 600 100 200.', '600100200');
      keyboard.press('Wyślij');
    });
    assertStored(site, screen.slice(screen.lastIndexOf('Zgłoszenie przyjęte')), 'psu');
  });

  it('says what is wrong before anything else, and keeps what was filled in', async (context) => {
    const site = await siteFor(context);
    const screen = await workInLynx(`${site.url}/zgloszenie/`, (keyboard) => {
      keyboard.fill('Na przykład 600 100 200.', '12');
      keyboard.press('Wyślij');
    });
    const answer = screen.slice(screen.lastIndexOf('Popraw to, zanim wyślesz'));
    assert.match(answer, /Sprawdź numer/);
    assert.match(enquiries(site, 'list'), /^0 in all/m);
  });
});

describe('the form in w3m', { skip: whyNot('w3m', 'tmux') }, () => {
  it('says what is missing, then takes the enquiry and shows its reference', async (context) => {
    const site = await siteFor(context);
    const w3m = await openW3m(`${site.url}/zgloszenie/`);
    context.after(() => w3m.close());

    await w3m.choose('Piszę dla siebie');
    await w3m.fill('Wystarczy imię.', 'Anna');
    await w3m.pressAfter(lastBeforeTheButton);
    const errors = await w3m.screenWith('Popraw to, zanim wyślesz');
    assert.match(errors, /Wybierz, w jakiej sprawie piszesz/);

    await w3m.choose('Porada');
    await w3m.choose('Zadzwońcie do mnie');
    await w3m.fill('Na przykład 600', '600 100 200');
    await w3m.pressAfter(lastBeforeTheButton);
    assertStored(site, await w3m.screenWith(referencePattern), 'advice');
  });
});

for (const browser of textBrowsers)
  describe(`the form as ${browser} shows it`, { skip: whyNot(browser) }, () => {
    it('asks everything in its three parts, with what other browsers fold away at its end', async (context) => {
      const site = await siteFor(context);
      const lines = shownLines(browser, `${site.url}/zgloszenie/`).join('\n');
      const inOrder = [
        ...[
          '3 pytania i kontakt.',
          'Twoja sprawa',
          'Piszę dla kogoś innego',
          'Kto pisze?',
          'Nie musisz się tłumaczyć',
        ],
        ...[
          'Jak mamy się do Ciebie zwracać?',
          'Zadzwońcie do mnie',
          'Numer telefonu',
          'Możecie podać nazwę klubu',
        ],
        ...[
          'Jeśli chcesz, dodaj',
          'po polsku',
          'Co pomoże w rozmowie',
          'Język migowy',
          'Rano',
          'Zgłoszenie przeczytają',
        ],
      ];
      const places = inOrder.map((text) => lines.indexOf(text));
      assert.deepEqual(
        places,
        places.toSorted((a, b) => a - b),
        lines,
      );
      assert.ok(!places.includes(-1), lines);
    });
  });
