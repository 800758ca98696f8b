import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { operator, type SentEnquiry, sendAndFollow } from '../support/progress-visits.ts';
import { type RunningSite, startSite } from '../support/site.ts';
import { workInLynx } from './lynx.ts';
import { whyNot } from './programs.ts';
import { openW3m } from './w3m.ts';

async function siteWithEnquiry(context: TestContext): Promise<{ site: RunningSite; enquiry: SentEnquiry }> {
  const site = await startSite();
  context.after(() => site.kill());
  return { site, enquiry: await sendAndFollow(site) };
}

describe('the state of an enquiry, in lynx', { skip: whyNot('lynx') }, () => {
  it('is told for reference and code', async (context) => {
    const { site, enquiry } = await siteWithEnquiry(context);
    const screen = await workInLynx(`${site.url}/zgloszenie/stan/`, (keyboard) => {
      keyboard.fill('brak kresek nie szkodzą.', enquiry.reference.toLowerCase());
      keyboard.fillNext(enquiry.code.toLowerCase());
      keyboard.press('Sprawdź');
    });
    assert.match(screen, /Czeka, aż ktoś się nim zajmie/);
  });

  // Mutation seen caught: lynx, which preselects the first of several choices, has no „nobody” to select.
  it('is noted by staff only once they have chosen who they are', async (context) => {
    const { site, enquiry } = await siteWithEnquiry(context);
    const screen = await workInLynx(site.url + enquiry.staffPath, (keyboard) => {
      keyboard.press('Zajmuję się tym');
    });
    assert.match(screen, /Wybierz, kim jesteś\. Bez tego nic nie zapisaliśmy/);
    assert.doesNotMatch(screen, /Zapisane\. Ktoś się tym zajął/);
    assert.match(operator(site, 'show', enquiry.reference), /state {6}not taken/);
  });

  it('is noted by staff, and shown at once', async (context) => {
    const { site, enquiry } = await siteWithEnquiry(context);
    const screen = await workInLynx(site.url + enquiry.staffPath, (keyboard) => {
      keyboard.press('Kierownik');
      keyboard.press('Zajmuję się tym');
    });
    assert.match(screen, /Zapisane\. Ktoś się tym zajął: Kierownik/);
  });
});

describe('the state of an enquiry, in w3m', { skip: whyNot('w3m', 'tmux') }, () => {
  it('is told, and the person says that they no longer need it', async (context) => {
    const { site, enquiry } = await siteWithEnquiry(context);
    const w3m = await openW3m(`${site.url}/zgloszenie/stan/`);
    context.after(() => w3m.close());
    await w3m.fill('brak kresek', enquiry.reference);
    await w3m.fill('6 znak', enquiry.code);
    await w3m.pressBefore('Nie masz numeru');
    await w3m.screenWith(/Zgłoszenie jest w.skrzynce klubu/);
    await w3m.pressAfter('e-mail do pracowników');
    await w3m.screenWith('Wiemy, że');
  });

  it('is noted by staff who have chosen who they are', async (context) => {
    const { site, enquiry } = await siteWithEnquiry(context);
    const w3m = await openW3m(site.url + enquiry.staffPath);
    context.after(() => w3m.close());
    await w3m.pressAfter('Kierownik');
    await w3m.screenWith('Jeszcze nic');
    await w3m.choose('Pracownik');
    await w3m.pressAfter('Kierownik');
    await w3m.screenWith(/Zapisane\. Ktoś się tym zajął: Pracownik/);
  });
});
