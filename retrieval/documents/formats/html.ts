import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decode } from './encoding.js';
import { isIsoDate } from '../text/date.js';
import { laidOut, type Element } from './laid-out.js';
import { NotReadable, type ReadResult } from '../file/reader.js';
import { recordedAuthor } from './properties.js';
import { elementsOf, type TreeNode } from './elements.js';

/** The little of a DOM that is used here; the project is compiled without the browser's types. */
interface PageElement extends TreeNode {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement> & { readonly length: number };
}
interface Page extends PageElement {
  readonly body: PageElement | null;
  readonly documentElement: PageElement;
  cloneNode(deep: boolean): Page;
}

/** Parts of a page around its text, by element, role, and the names that sites give them. */
const AROUND = /^(?:NAV|FOOTER|ASIDE)$/u;
const AROUND_ROLES = /^(?:navigation|banner|contentinfo|search|complementary|menu|menubar|dialog|alertdialog)$/u;
const AROUND_NAMES =
  /(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|fil-?d-?ariane|menu|navbar|sidebar|share|sharing|partage|newsletter|social|banner|bandeau|related|comments?|advert\w*|publicite|skip-?link)(?:$|[\s_-])/iu;

/** Larger pages are lists of data; Readability looks at each element several times. */
const MOST_ELEMENTS = 200_000;

/** An article that Readability finds is taken when it holds this share of the page's text without what is around it: it may take a part for the whole. */
const LEAST_SHARE = 0.4;

/** A web page: its text without menus and banners, headings, lists and tables kept; title, date and address from its head. Nothing is fetched. */
export async function readHtml(bytes: Uint8Array): Promise<ReadResult> {
  return htmlResult(await decodeHtml(bytes));
}

/** @throws {NotReadable} when there is no text. */
export function htmlResult(source: string): ReadResult {
  const document = parsed(source);
  const body = document.body ?? document.documentElement;
  const properties = propertiesOf(document);
  const whole = elementsOf(body, isAround);
  const article = isPage(document) ? articleOf(document) : null;
  const chosen = article && lengthOf(article) >= LEAST_SHARE * lengthOf(whole) ? article : whole;
  // A page of nothing but what is usually around a text: all of it is its text.
  const elements = lengthOf(chosen) > 0 ? chosen : elementsOf(body);
  if (lengthOf(elements) === 0) throw new NotReadable({ code: 'no-text', kind: 'html' });
  return { ...laidOut(elements), pages: null, ...properties };
}

/** What a page of HTML, or a piece of one, shows. */
export function bodyOf(source: string): TreeNode {
  const document = parsed(source);
  return document.body ?? document.documentElement;
}

function parsed(source: string): Page {
  // linkedom stumbles over an empty page, and takes the first element of a piece of one for all of it.
  // Neither is there any document in a tag that never ends: `<html lang=">`.
  const { document } = parseHTML(/<(?:html|body)(?:\s[^<>]*)?>/iu.test(source) ? source : inPage(source)) as unknown as { readonly document: ParsedPage };
  return isWhole(document) ? document : (parseHTML(inPage(source)).document as unknown as Page);
}

function inPage(source: string): string {
  return `<html><body>${source}</body></html>`;
}

/** What linkedom makes of any text. */
interface ParsedPage extends Omit<Page, 'documentElement'> {
  readonly documentElement: PageElement | null;
}

function isWhole(document: ParsedPage): document is Page & ParsedPage {
  return document.documentElement !== null;
}

/** The encoding that the page names in its head goes before a guess, UTF-8 before both. */
async function decodeHtml(bytes: Uint8Array): Promise<string> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4_096)).toString('latin1');
  const named = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1];
  try {
    const { text, encoding } = await decode(bytes);
    if (encoding.startsWith('utf') || named === undefined) return text.replace(/^\uFEFF/u, '');
  } catch (error) {
    if (named === undefined) throw error;
  }
  const iconv = (await import('iconv-lite')).default;
  // What pages call Latin-1 is Windows-1252 to every browser (WHATWG encoding standard, 4.2).
  const label = /^(?:iso-?8859-?1|latin-?1|us-ascii)$/iu.test(named) ? 'windows-1252' : named;
  return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), iconv.encodingExists(label) ? label : 'windows-1252');
}

function isAround(node: TreeNode): boolean {
  const name = node.nodeName.toUpperCase();
  if (AROUND.test(name) || AROUND_ROLES.test(node.getAttribute?.('role') ?? '') || node.getAttribute?.('aria-hidden') === 'true') return true;
  if (name === 'BODY' || name === 'HTML' || name === 'MAIN' || name === 'ARTICLE') return false;
  return AROUND_NAMES.test(`${node.getAttribute?.('id') ?? ''} ${node.getAttribute?.('class') ?? ''}`);
}

/** A page of a site, with more around its text than a text saved as HTML by a word processor. */
function isPage(document: Page): boolean {
  return document.querySelector('nav, header, footer, aside, form, [role], [class*="menu"], [id*="menu"], [class*="nav"], [id*="nav"]') !== null;
}

/** The article that Readability finds; `null` when it finds none or stumbles. */
function articleOf(document: Page): Element[] | null {
  try {
    const copy: unknown = document.cloneNode(true);
    const article = new Readability(copy as ConstructorParameters<typeof Readability>[0], { maxElemsToParse: MOST_ELEMENTS }).parse();
    return article?.content ? elementsOf(parsed(inPage(article.content)).documentElement) : null;
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    return null;
  }
}

function propertiesOf(document: Page): Pick<ReadResult, 'title' | 'author' | 'date' | 'link'> {
  const meta = (...names: string[]): string | undefined => {
    for (const name of names) {
      const found = document.querySelector(`meta[property="${name}"], meta[name="${name}"], meta[itemprop="${name}"]`)?.getAttribute?.('content')?.trim();
      if (found) return found;
    }
    return undefined;
  };
  const heading = document.querySelectorAll('h1').length === 1 ? document.querySelector('h1')?.textContent?.replaceAll(/\s+/gu, ' ').trim() : undefined;
  const named = document.querySelector('title')?.textContent?.replaceAll(/\s+/gu, ' ').trim();
  // Sites put their own name behind or before the title: the page's one heading is the title when the title holds it.
  const title = meta('og:title', 'citation_title', 'DC.title') ?? (heading && named?.includes(heading) ? heading : named) ?? heading;
  const date = [
    meta('article:published_time', 'datePublished', 'citation_publication_date', 'DC.date', 'DC.date.issued', 'dcterms.date', 'date', 'pubdate'),
    /"datePublished"\s*:\s*"([^"]+)"/u.exec(
      [...document.querySelectorAll('script[type="application/ld+json"]')].map(({ textContent }) => textContent ?? '').join('\n'),
    )?.[1],
    document.querySelector('time[itemprop="datePublished"], time[pubdate], article time[datetime]')?.getAttribute?.('datetime') ?? undefined,
  ]
    .map((found) => found?.trim().replaceAll('/', '-').slice(0, 10))
    .find((found) => found !== undefined && isIsoDate(found));
  const link = [document.querySelector('link[rel="canonical"]')?.getAttribute?.('href'), meta('og:url')].find(
    (found) => found && /^https?:\/\/[^\s/]+/u.test(found) && URL.canParse(found),
  );
  const author = meta('author', 'article:author', 'citation_author', 'DC.creator', 'dcterms.creator');
  return {
    ...(title && { title }),
    ...recordedAuthor(author !== undefined && /^https?:/u.test(author) ? undefined : author),
    ...(date !== undefined && { date }),
    ...(link && { link }),
  };
}

function lengthOf(elements: readonly Element[]): number {
  return elements.reduce(
    (sum, element) => sum + (element.kind === 'empty' ? 0 : element.kind === 'table' ? element.rows.flat().join('').length : element.text.length),
    0,
  );
}
