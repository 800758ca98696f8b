import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromHtml } from '../../../src/editing/paste/from-html.ts';
import { fromPlainText } from '../../../src/editing/paste/from-plain-text.ts';

/** What Word puts on the clipboard, shortened. */
const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0cm} --></style>
<!--[if gte mso 9]><xml><w:WordDocument/></xml><![endif]--></head><body lang=PL><!--StartFragment-->
<h1>Zajęcia w&nbsp;grud\u00adniu<o:p></o:p></h1>
<p class=MsoNormal>Zapra<b>szamy</b> <b>wszyst</b><b>kich</b>.<o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>gotowanie<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>zupy</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'>·<span>&nbsp;&nbsp; </span>komputery</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Dzień</b></p></td><td><p>Godziny</p></td></tr>
<tr><td><p>środa</p></td><td><p>8.00–10.00 | sala 2</p></td></tr></table>
<p>Strona <a href="https://www.bytom.pl/a_b">miasta</a> i <a href="javascript:alert(1)">nic</a></p>
<!--EndFragment--></body></html>`;

describe('text pasted from Word', () => {
  it('becomes headings, lists, tables, bold and links, and nothing else', () => {
    assert.equal(
      fromHtml(word),
      [
        '## Zajęcia w grudniu',
        'Zapra**szamy wszystkich**.',
        '- gotowanie\n   - zupy\n- komputery',
        '| **Dzień** | Godziny |\n| --- | --- |\n| środa | 8.00–10.00 \\| sala 2 |',
        'Strona [miasta](https://www.bytom.pl/a_b) i nic',
      ].join('\n\n'),
    );
  });

  it('keeps numbered lists and lists of web pages', () => {
    assert.equal(fromHtml('<ol><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ol>'), '1. a\n   - b\n2. c');
    assert.equal(
      fromHtml(
        '<p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">1.&nbsp; </span>raz</p><p class="MsoListParagraph" style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">2.&nbsp; </span>dwa</p>',
      ),
      '1. raz\n2. dwa',
    );
  });

  it('spreads a merged cell into every cell that it covered', () => {
    assert.equal(
      fromHtml(
        '<table><tr><td>Dzień</td><td>Godzina</td><td>Sala</td></tr><tr><td rowspan=2>środa</td><td>9.00</td><td rowspan="2">2</td></tr><tr><td>13.00</td></tr><tr><td>piątek</td><td colspan=2>nieczynne</td></tr></table>',
      ),
      [
        '| Dzień | Godzina | Sala |',
        '| --- | --- | --- |',
        '| środa | 9.00 | 2 |',
        '| środa | 13.00 | 2 |',
        '| piątek | nieczynne | nieczynne |',
      ].join('\n'),
    );
    const wide = fromHtml('<table><tr><td colspan=999999999 rowspan=999999999>a</td><td>b</td></tr></table>');
    assert.ok(wide.length < 2_000, String(wide.length));
  });

  it('makes a list of paragraphs that begin with a dash', () => {
    assert.equal(
      fromHtml('<p>Weź:</p><p>– dowód</p><p>– buty</p><p>Koniec</p>'),
      'Weź:\n\n- dowód\n- buty\n\nKoniec',
    );
  });

  it('leaves no markup alive that a text only shows', () => {
    assert.equal(
      fromHtml('<p>&lt;script&gt; *a* _b_ [c](d) `e` :telefon</p>'),
      '\\<script\\> \\*a\\* \\_b\\_ \\[c\\](d) \\`e\\` \\:telefon',
    );
    assert.equal(fromHtml('<p># nie</p><p>+ nie</p><p>:::wazne</p>'), '\\# nie\n\n\\+ nie\n\n\\:::wazne');
    assert.equal(
      fromHtml('<script>x</script><style>y</style><img src=x onerror=z><p style="display:none">w</p>'),
      '',
    );
  });

  it('bears deep and long input', () => {
    assert.equal(typeof fromHtml(`${'<div>'.repeat(5_000)}x`), 'string');
    assert.equal(fromHtml('a'.repeat(2_000_001)), '');
    assert.equal(typeof fromHtml('<b>'.repeat(20_000)), 'string');
    // Each of these takes minutes, or the stack, when it is read again for each of its parts.
    for (const [html, length] of [
      [`x<b>a${'.'.repeat(500_000)}a</b>x`, 500_008],
      [`<pre><b>a${' '.repeat(500_000)}b</b></pre>`, 7],
      [`<ul>${'<li>x</li>'.repeat(45_000)}</ul>`, 179_999],
      ['8<sup>00</sup> '.repeat(30_000), 149_999],
    ] as const)
      assert.equal(fromHtml(html).length, length);
    assert.equal(fromPlainText('a\tb\n'.repeat(200_000)).split('\n').length, 200_001);
  });
});

describe('text pasted as plain text', () => {
  it('tabs become a table where they look like one', () => {
    assert.equal(
      fromPlainText('Dzień\tGodziny\r\nśroda\t8–10\r\npiątek\t9|10\r\n\r\nTekst z\ttabulatorem.'),
      '| Dzień | Godziny |\n| --- | --- |\n| środa | 8–10 |\n| piątek | 9\\|10 |\n\nTekst z tabulatorem.',
    );
  });

  it('dashes and dots become a list, and hidden characters go', () => {
    assert.equal(
      fromPlainText('Weź:\n– do\u00adwód\n• buty\u200b\n·\tobiad\u0007'),
      'Weź:\n- dowód\n- buty\n- obiad',
    );
    assert.equal(fromPlainText('a\u0301 w\u00a0domu'), 'á w domu');
  });

  it('a list with tabs is a list, not a table', () => {
    assert.equal(fromPlainText('•\tpierwsze\n•\tdrugie'), '- pierwsze\n- drugie');
  });

  it('Markdown stays as it is', () => {
    const text = '## Nagłówek\n\n- a\n  - b\n\n::godziny\n\n**Ważne:** [link](/kontakt/)';
    assert.equal(fromPlainText(text), text);
  });

  it('nothing that comes in leaves a control, a soft hyphen or a hard space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const out of [fromPlainText(text), fromHtml(`<p>${text}</p>`), fromHtml(text)])
          assert.doesNotMatch(out, /(?!\n)\p{Cc}|[\u00ad\u00a0\u200b\ufeff]/u);
      }),
    );
  });
});
