import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  beganIn,
  type EditingHarness,
  otherEditor,
  startEditingPages,
  type Visitor,
} from '../../support/editing.ts';

const path = 'fakty/godziny.yaml';
const page = '/fakty/godziny/';
const friday = (from: string) => ({
  'tydzien.piatek.zamkniete': 'nie',
  'tydzien.piatek.od': from,
  'tydzien.piatek.do': '14:00',
});

describe('what somebody stands for', () => {
  let house: EditingHarness;
  let ola: Visitor;
  let marek: Visitor;
  before(async () => {
    house = await startEditingPages();
    ola = await house.editor();
    marek = await house.editor({ ...otherEditor, initials: 'DK' });
  });
  after(() => house.stop());
  const file = (of = path) => readFileSync(join(house.content, of), 'utf8');
  const change = async (who: Visitor, fields: Readonly<Record<string, string>>, form = page) => {
    const saved = await who.post(form, { poczatek: beganIn(await who.get(form)), ...fields });
    assert.equal(saved.status, 303, saved.body);
  };
  const publish = async (who: Visitor, fields: Readonly<Record<string, string>> = {}, of = path) => {
    const published = await who.post('/publikuj/', { plik: of, ...fields });
    assert.equal(published.status, 303, published.body);
  };

  it('is confirmed no longer when it says something else, and the review says so', async () => {
    assert.match(file(), /potwierdzil: kierowniczka klubu/);
    await change(marek, friday('08:30'));
    const { body } = await marek.get('/publikuj/');
    assert.match(body, /potwierdziła to osoba z rolą „kierowniczka klubu”\. Ty to zmieniasz/);
    await publish(marek);
    assert.match(file(), /piatek: 8:30-14:00/);
    assert.match(file(), /potwierdzil: null/);
  });

  it('comes back with an undo of that, and stays when nothing of it changes', async () => {
    const entry = /name="zmiana" value="([^"]+)"/.exec((await marek.get('/historia/')).body)?.[1] ?? '';
    await marek.post('/historia/cofnij/', { zmiana: entry });
    await publish(marek, { cofa: entry });
    assert.match(file(), /piatek: 8:00-13:15[\s\S]*potwierdzil: kierowniczka klubu/);
    await change(marek, { zrodlo: 'wymyślone do testów', ...friday('09:00') });
    await change(marek, {
      'tydzien.piatek.zamkniete': 'nie',
      'tydzien.piatek.od': '08:00',
      'tydzien.piatek.do': '13:15',
    });
    assert.match((await marek.get('/publikuj/')).body, /Nie masz żadnych zmian/);
  });

  it('is confirmed by one box in the review', async () => {
    await change(marek, friday('09:00'));
    assert.match((await marek.get('/publikuj/')).body, /name="potwierdzam" value="fakty\/godziny\.yaml:"/);
    await publish(marek, { potwierdzam: 'fakty/godziny.yaml:' });
    assert.match(file(), /sprawdzono: 2026-11-29\nsprawdzic_do: 2027-02-28\npotwierdzil: kierownik$/m);
  });

  it('is confirmed again when its own draft changes after the press', async () => {
    await change(ola, friday('09:30'));
    await ola.post(`${page}potwierdz/`, { co: '', 'do-': '2027-03-01' });
    assert.doesNotMatch((await ola.get('/publikuj/')).body, /Ty to zmieniasz/);
    await change(ola, friday('10:00'));
    assert.match((await ola.get('/publikuj/')).body, /Ty to zmieniasz/);
    await publish(ola);
    assert.match(file(), /piatek: 10:00-14:00[\s\S]*potwierdzil: null/);
  });

  it('is not confirmed by who has not seen what another one published meanwhile', async () => {
    await ola.post(`${page}potwierdz/`, { co: '', 'do-': '2027-03-01' });
    await change(marek, friday('11:00'));
    await publish(marek);
    await ola.post('/publikuj/', { plik: path });
    assert.match(file(), /piatek: 11:00-14:00/);
    assert.match(file(), /potwierdzil: null/);
    await ola.post('/publikuj/odrzuc/', { odrzuc: path });
  });

  it('is one entry of a list: the other ones stay confirmed', async () => {
    const [rates, of] = ['/fakty/stawki/', 'fakty/stawki.yaml'];
    await change(marek, { 'stawki.0.kwota': '7,35' }, rates);
    await publish(marek, {}, of);
    assert.match(file(of), /kwota: "7,35"[\s\S]*potwierdzil: null/);
  });
});
