import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markdownToHtml } from 'satteri';
import { fromHtml } from '../../../src/editing/paste/from-html.ts';
import { fromPlainText } from '../../../src/editing/paste/from-plain-text.ts';
import { features } from '../../../src/markdown/features.ts';

/** An entry of a list as Word 2016 and 365 put it on the clipboard. */
const entry = (list: string, level: number, sign: string, text: string, font = 'Symbol'): string =>
  `<p class=MsoListParagraphCxSpMiddle style='margin-left:36.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:${list} level${level} lfo1'><![if !supportLists]><span lang=PL
style='font-family:${font};mso-fareast-font-family:${font}'><span
style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
</span></span></span><![endif]><span lang=PL>${text}<o:p></o:p></span></p>
`;
const plain = (text: string): string => `<p class=MsoNormal><span lang=PL>${text}<o:p></o:p></span></p>\n`;

const cases: readonly (readonly [name: string, html: string, markdown: string])[] = [
  [
    'paragraphs in a cell are parted, and entries have commas',
    '<table><tr><td><p>Dzień</p></td><td>Co</td></tr><tr><td><p class=MsoNormal>9.00–11.00</p><p class=MsoNormal>warsztat CV</p></td><td><ul><li>joga</li><li>kuchnia</li></ul></td></tr></table>',
    '| Dzień | Co |\n| --- | --- |\n| 9.00–11.00 warsztat CV | joga, kuchnia |',
  ],
  [
    'entries of Word and numbers in a cell stay what they are',
    `<table><tr><td>${entry('l0', 1, '·', 'joga')}${entry('l0', 1, '·', 'kuchnia')}</td><td><ol start=2><li>raz:</li><li>dwa</li></ol><div>a</div><div>b</div></td></tr></table>`,
    '| joga, kuchnia | 2. raz: 3. dwa a b |\n| --- | --- |',
  ],
  [
    'numbers after bullets begin at one',
    entry('l0', 1, '·', 'a') + entry('l1', 1, '1.', 'raz') + entry('l1', 1, '2.', 'dwa'),
    '- a\n\n1. raz\n2. dwa',
  ],
  ['so they do in web pages', '<ul><li>a</ul><ol><li>b<li>c</ol>', '- a\n\n1. b\n2. c'],
  [
    'a list goes on after a sentence, in Word',
    entry('l1', 1, '1.', 'weź') +
      entry('l1', 1, '2.', 'wypełnij') +
      plain('Potem:') +
      entry('l1', 1, '3.', 'podpisz'),
    '1. weź\n2. wypełnij\n\nPotem:\n\n3. podpisz',
  ],
  [
    'and in LibreOffice',
    '<ol>\n\t<li><p style="margin-bottom: 0cm">weź</p></li>\n</ol>\n<p class="western">Potem:</p>\n<ol start="2">\n\t<li><p>podpisz</p></li>\n</ol>',
    '1. weź\n\nPotem:\n\n2. podpisz',
  ],
  [
    'numbers that begin again are another list',
    entry('l1', 1, '1.', 'a') + entry('l1', 1, '2.', 'b') + entry('l1', 1, '1.', 'c'),
    '1. a\n2. b\n\n1) c',
  ],
  [
    'neighbouring lists stay two, three of them three',
    '<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul><ol><li>d</ol><ol><li>e</ol>',
    '- a\n\n* b\n\n- c\n\n1. d\n\n1) e',
  ],
  [
    'levels, letters and Roman numbers',
    entry('l0', 1, '1.', 'a') +
      entry('l0', 2, 'a)', 'b', 'Calibri') +
      entry('l0', 2, 'b)', 'c') +
      entry('l0', 3, 'i.', 'd') +
      entry('l0', 3, 'ii.', 'e') +
      entry('l0', 2, 'c)', 'f') +
      entry('l0', 1, '2.', 'g'),
    '1. a\n   1. b\n   2. c\n      1. d\n      2. e\n   3. f\n2. g',
  ],
  [
    'signs of Word that are no numbers',
    entry('l0', 1, '§', 'a', 'Wingdings') +
      entry('l0', 2, 'o', 'b') +
      entry('l0', 1, 'v', 'c', 'Wingdings') +
      entry('l3', 1, '§ 3.', 'Zakres') +
      entry('l4', 1, 'Pkt.', 'Termin'),
    '- a\n   - b\n- c\n\n§ 3. Zakres\n\nPkt. Termin',
  ],
  [
    'what is deeper stands under a number of two digits',
    Array.from({ length: 10 }, (_, index) => entry('l0', 1, `${index + 1}.`, 'x')).join('') +
      entry('l0', 2, '·', 'y'),
    '1. x\n2. x\n3. x\n4. x\n5. x\n6. x\n7. x\n8. x\n9. x\n10. x\n    - y',
  ],
  [
    'an entry may have paragraphs and go on behind a list within it',
    '<ol><li><p>a</p><p>b</p></li><li>c<ul><li>d</ul>e</ol>',
    '1. a\n\n   b\n2. c\n   - d\n\n   e',
  ],
  [
    'a paragraph without a sign goes on with its entry',
    `${entry('l0', 1, '1.', 'a')}<p class=MsoListParagraphCxSpMiddle>więcej</p>${entry('l0', 1, '2.', 'b')}`,
    '1. a\n\n   więcej\n2. b',
  ],
  [
    'Word in a browser writes each entry as a list of its own',
    '<div class="ListContainerWrapper SCXW1 BCX0"><ol class="NumberListStyle1" start="1"><li data-listid="2" data-aria-posinset="1" data-aria-level="1" class="OutlineElement Ltr"><p class="Paragraph"><span class="TextRun"><span class="NormalTextRun">raz</span></span><span class="EOP">&nbsp;</span></p></li></ol></div><div class="ListContainerWrapper"><ul><li data-listid="2" data-aria-level="2"><p>niżej</p></li></ul></div><div class="ListContainerWrapper"><ol start="2"><li data-listid="2" data-aria-level="1"><p>dwa</p></li></ol></div>',
    '1. raz\n   - niżej\n2. dwa',
  ],
  [
    'Google Docs nests lists beside entries and wraps all of it in what is not bold',
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-7d347fee-7fff-afd7"><ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:700;white-space:pre-wrap;">a</span></p></li><ul><li dir="ltr" aria-level="2"><p role="presentation"><span style="font-weight:400;">b</span></p></li></ul></ul><br /><p dir="ltr"><span style="font-weight:400;">Zwykły i </span><span style="font-weight:700;">gruby</span></p></b><br class="Apple-interchange-newline">',
    '- **a**\n   - b\n\nZwykły i **gruby**',
  ],
  [
    'a mail of Outlook: lines in boxes, a smile of Wingdings',
    '<div class="WordSection1"><div dir=auto>Dzień dobry,</div><div><br></div><div>zajęcia są w środę <span style=\'font-family:Wingdings\'>J</span></div><span style="display:block">Ola</span><span style="display:block">Ewa</span></div>',
    'Dzień dobry,\n\nzajęcia są w środę 🙂\n\nOla\n\nEwa',
  ],
  [
    'two line breaks part paragraphs, preformatted lines stay lines',
    'a<br>b<br><br>c<pre class="moz-quote-pre" wrap="">d\ne\n\nf</pre>',
    'a\nb\n\nc\n\nd\ne\n\nf',
  ],
  [
    'headings of Word keep their order below the title of the page',
    "<p class=MsoTitle>Grudzień</p><h1>1. Zajęcia</h1><p class=MsoHeading7>x</p><h2 style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Wycieczki #</h2>",
    '## Grudzień\n\n### 1. Zajęcia\n\n#### x\n\n#### 2. Wycieczki \\#',
  ],
  ['one heading of a web page keeps its level', '<h3>Kontakt</h3><p>x</p>', '### Kontakt\n\nx'],
  [
    'a table in a table, and one of a single column, only places things',
    '<table><tr><td><p>Lewo</p></td><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></td></tr></table><table><caption>Plan</caption><tr><td><ul><li>x</ul></td></tr></table>',
    'Lewo\n\n| a | b |\n| --- | --- |\n| c | d |\n\nPlan\n\n- x',
  ],
  [
    'hidden rows of Excel and hidden entries stay hidden',
    '<table><!--StartFragment--><col width=64><tr height=20><td>Dzień</td><td style="display:none">x</td><td>Od</td></tr><tr style="display:none"><td>y</td><td>z</td></tr><tr><td>środa</td><td align=right>9.00</td></tr><!--EndFragment--></table><ol><li>a</li><li style="display:none">b</li><li>c</li></ol>',
    '| Dzień | Od |\n| --- | --- |\n| środa | 9.00 |\n\n1. a\n2. c',
  ],
  [
    'a text box of Word',
    "<p class=MsoNormal><!--[if gte vml 1]><v:shape id=\"_x0000_s1026\"><v:textbox style='mso-next-textbox:#_x0000_s1026'/></v:shape><![endif]--><![if !vml]><span style='mso-ignore:vglayout;position:absolute'><table cellpadding=0 cellspacing=0><tr><td width=52><![endif]><![if !mso]><span style='position:absolute'><table width=\"100%\"><tr><td><![endif]><div class=shape><p class=MsoNormal>W ramce</p><p class=MsoNormal>dwa</p></div><![if !mso]></td></tr></table></span><![endif]><![if !mso & !vml]>&nbsp;<![endif]><![if !vml]></td></tr></table></span><![endif]>Obok</p>",
    'W ramce\n\ndwa\n\nObok',
  ],
  [
    'footnotes keep their numbers apart from words',
    '<p class=MsoNormal>w 8<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style=\'mso-special-character:footnote\'><![if !supportFootnotes]><span class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> dni</p><p>stawka<a class="sdfootnoteanc" href="#sdfootnote2sym"><sup>2</sup></a></p><div style=\'mso-element:footnote-list\'><hr align=left size=1 width="33%"><div style=\'mso-element:footnote\' id=ftn1><p class=MsoFootnoteText><a style=\'mso-footnote-id:ftn1\' href="#_ftnref1">[1]</a> roboczych</p></div></div><div id="sdfootnote2"><p><a class="sdfootnotesym" href="#sdfootnote2anc">2</a>za godzinę</p></div>',
    'w 8\\[1\\] dni\n\nstawka\\[2\\]\n\n\\[1\\] roboczych\n\n\\[2\\] za godzinę',
  ],
  [
    'what was taken out while Word tracked changes is gone, what was put in is there, what is struck out says so',
    '<p>o <del cite="mailto:Jan" datetime="2026-11-20T10:00">9.00</del><ins cite="mailto:Jan" datetime="2026-11-20T10:00">10.00</ins> w <span class=msoDel>środę</span><span class=msoIns>piątek</span>, <s>10 zł</s> 12 zł, <span style="text-decoration:line-through">a</span>b</p>',
    'o 10.00 w piątek, ~~10 zł~~ 12 zł, ~~a~~b',
  ],
  [
    'comments of Word are nobody’s text',
    "<p><a style='mso-comment-reference:KS_1;mso-comment-date:20240305T1030'>Zajęcia</a><span class=MsoCommentReference><span style='font-size:8.0pt'><span style='mso-special-character:comment'>&nbsp;<![if !supportAnnotations]><a class=msocomanchor id=\"_anchor_1\" href=\"#_msocom_1\" name=\"_msoanchor_1\">[KS1]</a><![endif]></span></span></span> w środę</p><div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff align=left><![endif]><div style='mso-element:comment'><div id=\"_com_1\" class=msocomtxt><p class=MsoCommentText>Sprawdź!</p></div></div></div><p style='mso-hide:all'>ukryte</p>",
    'Zajęcia w środę',
  ],
  [
    'digits above the line are no part of the number before them',
    '<p>8<sup>00</sup>–15<span style="vertical-align:super">30</span>, 20 m<sup>2</sup>, H<sub>2</sub>O, 100<sup>00</sup>, 1<sup>szy</sup></p>',
    '8.00–15.30, 20 m², H₂O, 100⁰⁰, 1szy',
  ],
  [
    'bold takes hold beside punctuation that touches a letter',
    '<p><b>Uwaga:</b>zmiana <b>(nowe)</b>go „<b>CV</b>”, a<b>(<a href="https://x.pl/">b</a>)</b>c</p>',
    '**Uwaga**\\:zmiana **(nowe**)go „**CV**”, a([b](https://x.pl/))c',
  ],
  [
    'emoji that are pictures',
    '<p>Brawo <img class="emoji" alt="🎉" src="https://x.pl/e.png"><img alt="zdjęcie" src="x.jpg"> 👩‍💻</p>',
    'Brawo 🎉 👩‍💻',
  ],
  [
    'empty paragraphs and hard blanks',
    '<p class=MsoNormal><o:p>&nbsp;</o:p></p><p>w&nbsp;domu</p><p>&nbsp;</p><p><br></p><p>o&nbsp;&nbsp;czasie</p>',
    'w domu\n\no czasie',
  ],
  [
    'typed dashes and numbers, a day stays a day',
    '<p>Weź:<br>– dowód<br>– buty</p><p>24. grudnia zamknięte</p><p>1. raz</p><p>2) dwa</p><p>§ 5 ustawy</p>',
    'Weź:\n\n- dowód\n- buty\n\n24\\. grudnia zamknięte\n\n1. raz\n2. dwa\n\n§ 5 ustawy',
  ],
  [
    'addresses stay as they are, and a picture is none',
    '<p>https://bytom.pl/a_b*c <a href="https://pl.wikipedia.org/wiki/KIS_(Bytom)">wiki</a>!<a href="https://x.pl/">tu</a> <a href="https://x.pl/a|b">x_y</a></p>',
    'https://bytom.pl/a_b*c [wiki](https://pl.wikipedia.org/wiki/KIS_%28Bytom%29)\\![tu](https://x.pl/) [x_y](https://x.pl/a%7Cb)',
  ],
];

describe('HTML that programs put on the clipboard', () => {
  for (const [name, html, markdown] of cases)
    it(name, () => {
      assert.equal(fromHtml(html), markdown);
      const rendered = markdownToHtml(markdown, { features });
      assert.ok('html' in rendered);
      assert.doesNotMatch(rendered.html, /\*\*|~~/, 'every mark is taken for a mark');
    });
});

const plainCases: readonly (readonly [name: string, text: string, markdown: string])[] = [
  ['numbers with tabs are a list', '1.\traz\r\n2.\tdwa', '1. raz\n2. dwa'],
  [
    'a list goes on with its number behind a sentence',
    'Potem:\r\n3.\tpodpisz\r\n4.\twyślij\r\nGotowe.',
    'Potem:\n\n3. podpisz\n4. wyślij\n\nGotowe.',
  ],
  [
    'levels, by their signs and tabs',
    '•\ta\r\n\to\tb\r\n\t\t§\tc\r\nKoniec',
    '- a\n   - b\n      - c\n\nKoniec',
  ],
  [
    'a table between lines of text',
    'Kiedy?\r\nDzień\tGodzina\r\nśroda\t9.00\r\nZapraszamy.\r\n·\tfartuch',
    'Kiedy?\n\n| Dzień | Godzina |\n| --- | --- |\n| środa | 9.00 |\n\nZapraszamy.\n- fartuch',
  ],
  [
    'a dash within a sentence is no list, nor is a number below zero',
    'poniedziałek\n– piątek\n\n–5 stopni',
    'poniedziałek\n– piątek\n\n–5 stopni',
  ],
  ['two dashes in a row are', 'Rzeczy\n– dowód\n– buty', 'Rzeczy\n- dowód\n- buty'],
];

describe('plain text on the clipboard', () => {
  for (const [name, text, markdown] of plainCases)
    it(name, () => {
      assert.equal(fromPlainText(text), markdown);
      assert.equal(fromPlainText(markdown), markdown, 'and is the same when it is saved again');
    });
});
