import type { ParsedMail } from 'mailparser';

/**
 * How mail programs quote the mail that a reply answers, taken from replies in public archives: Outlook is recognised
 * by `divRplyFwdMsg`, Gmail by `gmail_quote`, Thunderbird by `moz-cite-prefix`, Apple by `blockquote type="cite"`.
 */
export interface MailProgram {
  readonly name: string;
  /** @returns the body of a reply, before it is encoded */
  reply(mail: ParsedMail): string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Mail programs turn text that looks like an address into a link. */
const linked = (text: string): string => escaped(text).replace(/https?:\/\/[^\s&<]+/g, '<a href="$&">$&</a>');
const asBreaks = (text: string): string => linked(text).replaceAll('\n', '<br>\n');

const headersOf = ({ from, to, date, subject }: ParsedMail) => ({
  from: from?.text ?? '',
  to: [to].flat()[0]?.text ?? '',
  date: date?.toLocaleString('pl-PL') ?? '',
  subject: subject ?? '',
});
const textOf = ({ text }: ParsedMail): string => (text ?? '').trimEnd();

const typed = 'Dzień dobry, dziękujemy za wiadomość.';

export const mailPrograms: readonly MailProgram[] = [
  {
    name: 'Outlook on a desk, plain text: the whole mail below a line and four headers',
    reply(mail) {
      const { from, to, date, subject } = headersOf(mail);
      return `${typed}\n\n-----Original Message-----\nFrom: ${from} \nSent: ${date}\nTo: ${to}\nSubject: ${subject}\n\n${textOf(mail)}\n`;
    },
  },
  {
    name: 'Outlook on a desk, HTML: single lines joined, paragraphs of Word',
    reply(mail) {
      const { from, to, date, subject } = headersOf(mail);
      const paragraphs = textOf(mail)
        .split('\n\n')
        .map((paragraph) => `<p class="MsoNormal">${linked(paragraph.replaceAll('\n', ' '))}<o:p></o:p></p>`);
      return `<div class="WordSection1"><p class="MsoNormal">${typed}</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal"><b>Od:</b> ${escaped(from)} <br><b>Wysłano:</b> ${date}<br><b>Do:</b> ${escaped(to)}<br><b>Temat:</b> ${subject}</p></div>${paragraphs.join('')}</div>`;
    },
  },
  {
    name: 'Outlook on the web',
    reply(mail) {
      const { from, to, date, subject } = headersOf(mail);
      return `<div>${typed}</div><div id="appendonsend"></div><hr tabindex="-1" style="display:inline-block; width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>Od:</b> ${escaped(from)}<br><b>Wysłane:</b> ${date}<br><b>Do:</b> ${escaped(to)}<br><b>Temat:</b> ${subject}</div><div class="BodyFragment"><font size="2"><span style="font-size:11pt"><div class="PlainText">${asBreaks(textOf(mail))}</div></span></font></div>`;
    },
  },
  {
    name: 'Gmail: both kinds of body, marks broken at 78 columns in the plain one',
    reply(mail) {
      const { from, date } = headersOf(mail);
      const attribution = `${date} ${from} napisał(a):`;
      const plain = textOf(mail)
        .split('\n')
        .flatMap((line) => line.match(/.{1,76}(?:\s|$)|\S+/g) ?? [''])
        .map((line) => `> ${line}`.trimEnd());
      return `${typed}\n\n${attribution}\n\n${plain.join('\n')}\n--boundary\n<div dir="ltr">${typed}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attribution)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${asBreaks(textOf(mail))}</blockquote></div>`;
    },
  },
  {
    name: 'Thunderbird: below the quotation, the Message-ID in it',
    reply(mail) {
      const { from, date } = headersOf(mail);
      const quoted = textOf(mail).replace(/^/gm, '> ');
      return `W dniu ${date}, ${from} pisze:\n${quoted}\n\n${typed}\n--boundary\n<div class="moz-cite-prefix">W dniu ${date}, ${escaped(from)} pisze:<br></div><blockquote type="cite" cite="mid:${mail.messageId?.slice(1, -1)}"><pre class="moz-quote-pre" wrap="">${linked(textOf(mail))}</pre></blockquote><p>${typed}</p>`;
    },
  },
  {
    name: 'Apple Mail on a telephone: white space at the ends gone, its own link card left out',
    reply(mail) {
      const { from, date } = headersOf(mail);
      const lines = textOf(mail)
        .split('\n')
        .map((line) => line.trim());
      return `${typed}\n\nWysłane z iPhone’a\n\n> Wiadomość napisana przez ${from} w dniu ${date}:\n> \n> ${lines.join('\n> ')}\n--boundary\n<html><body dir="auto">${typed}<br><div dir="ltr">Wysłane z iPhone’a</div><div dir="ltr"><br><blockquote type="cite">Wiadomość napisana przez ${escaped(from)} w dniu ${date}:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr"><span></span>${lines.map((line) => `<span>${linked(line)}</span><br>`).join('')}</div></blockquote></body></html>`;
    },
  },
];

/** @returns the recipients of a reply (RFC 5322 3.6.3), and the additional ones of a reply to all */
export function answered({ replyTo, from, to, cc }: ParsedMail): {
  reply: readonly string[];
  all: readonly string[];
} {
  const addresses = (...fields: readonly (ParsedMail['to'] | ParsedMail['from'])[]) =>
    fields.flatMap((field) =>
      [field].flat().flatMap((each) => each?.value.map(({ address }) => address ?? '') ?? []),
    );
  const reply = addresses(replyTo ?? from);
  return { reply, all: [...reply, ...addresses(to, cc)] };
}
